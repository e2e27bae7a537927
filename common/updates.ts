import * as v from 'valibot';

/** Which versions are offered: those for everybody, or those being tested as well. */
export const UPDATE_CHANNELS = ['stable', 'beta'] as const;
export type UpdateChannel = (typeof UPDATE_CHANNELS)[number];

/** Why Sigma does not check for updates. */
const UPDATE_OBSTACLES = [
  /** It runs from its sources, or from a folder that no installer created. */
  'not-packaged',
  /** The build does not know where updates are published. */
  'no-address',
  /** The address is not secure: anybody on the way could replace an update. */
  'not-secure',
  /** The build names no publisher, so updates can't be verified. */
  'unsigned',
  /** The user has switched it off. */
  'switched-off',
] as const;
export type UpdateObstacle = (typeof UPDATE_OBSTACLES)[number];

/** What can go wrong with an update. */
const UPDATE_FAILURES = [
  'unreachable',
  'nothing-published',
  'not-understood',
  'damaged',
  'signature',
  'other',
] as const;
export type UpdateFailure = (typeof UPDATE_FAILURES)[number];

/** A newer version. Its texts come from the update server, and have been made safe to show. */
const update = v.object({
  version: v.string(),
  /** Plain text with line breaks; may be empty. */
  notes: v.string(),
});
export type Update = v.InferOutput<typeof update>;

export const updateStateSchema = v.variant('kind', [
  v.object({ kind: v.literal('disabled'), obstacle: v.picklist(UPDATE_OBSTACLES) }),
  v.object({ kind: v.literal('idle') }),
  v.object({ kind: v.literal('checking') }),
  /** There was nothing newer at that time, in milliseconds since 1970. */
  v.object({ kind: v.literal('none'), checkedAt: v.number() }),
  v.object({ kind: v.literal('available'), update }),
  v.object({ kind: v.literal('downloading'), update, percent: v.number() }),
  v.object({ kind: v.literal('ready'), update }),
  v.object({ kind: v.literal('installing'), update }),
  v.object({
    kind: v.literal('failed'),
    failure: v.picklist(UPDATE_FAILURES),
    /** The failure's own message, in English, on one line. */
    detail: v.string(),
  }),
]);
export type UpdateState = v.InferOutput<typeof updateStateSchema>;
