import * as v from 'valibot';
import { HEALTH_KINDS } from './health.ts';
import { LANGUAGE_TAGS } from './languages/languages.ts';
import { TASKS } from './operations.ts';
import { configurationSchema } from './service-configuration.ts';
import { SERVICE_SURPRISES, ACCEPTED_CONTROLS, SERVICE_STATES } from './service-status.ts';
import { settingsSchema, settingsTroubleSchema } from './settings.ts';
import { updateStateSchema } from './updates.ts';

/** What the window knows, and how it learns of changes: every part as plain data, checked where it crosses. */

export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** Milliseconds since 1970. */
const time = v.number();

/** An error as plain data, without words: see error-words.ts. */
export const errorReport = v.object({
  /** The function or step that failed, in MSDN's spelling where it has one. */
  api: v.string(),
  code: count,
  /** What Sigma's own failure said of itself, where it is one. */
  detail: v.optional(v.string()),
  /** What the service does instead of what was asked for; says more than the code. */
  surprise: v.optional(v.picklist(SERVICE_SURPRISES)),
  serviceSpecificExitCode: v.optional(count),
});

const serviceStatus = v.object({
  state: v.picklist(SERVICE_STATES),
  acceptedControls: v.array(v.picklist(ACCEPTED_CONTROLS)),
  win32ExitCode: count,
  serviceSpecificExitCode: v.optional(count),
  checkPoint: count,
  waitHintMs: count,
  processId: v.optional(count),
});

/** How far a pending state is. It is hung once its wait hint has passed since the check point was first seen. */
const progress = v.object({
  since: time,
  checkPoint: count,
  /** As far as it is believed. */
  waitHintMs: count,
});

/** What is known of a service in the SCM. */
const scmView = v.variant('kind', [
  v.object({ kind: v.literal('unknown') }),
  v.object({ kind: v.literal('absent') }),
  v.object({
    kind: v.literal('present'),
    status: serviceStatus,
    /** Read less often than the status; undefined where it could not be read. */
    configuration: v.optional(configurationSchema),
    /** Undefined unless the state is a pending one. */
    progress: v.optional(progress),
    /** When the service's process started, as its own messages say; undefined before the first of them. */
    startedAt: v.optional(time),
  }),
  v.object({ kind: v.literal('unavailable'), error: errorReport }),
]);

/** How the service failed last, since Sigma looks. `replaced`: nobody has seen it stop, and its process is another. */
const lastFailure = v.variant('kind', [
  v.object({
    kind: v.literal('ended'),
    /** Counts from 1. */
    number: count,
    at: time,
    win32ExitCode: count,
    serviceSpecificExitCode: v.optional(count),
  }),
  v.object({ kind: v.literal('replaced'), number: count, at: time }),
]);

/** Whether the mailslot is ours. `taken`: another program owns the name (183), and Sigma keeps trying. */
const mailslotView = v.variant('kind', [
  v.object({ kind: v.literal('closed') }),
  v.object({ kind: v.literal('open') }),
  v.object({ kind: v.literal('taken'), error: errorReport }),
  v.object({ kind: v.literal('failed'), error: errorReport }),
]);

/** One message as the window shows it. Its text has been through displayText(). */
export const messageRow = v.object({
  /** Counts arrivals from 1. */
  id: count,
  arrivedAt: time,
  text: v.string(),
  /** Whether that is its beginning alone: the request `wholeTexts` has the rest. */
  isShortened: v.optional(v.literal(true)),
  /** Its bytes in the mailslot. */
  size: count,
  malformed: v.boolean(),
  /** The sender's own number and time; only in status messages of SigmaSrv. */
  seq: v.optional(count),
  at: v.optional(time),
  /** The process that the message itself says it came from. */
  pid: v.optional(count),
});

/** What has come through the mailslot since Sigma started. */
const traffic = v.object({
  received: count,
  malformed: count,
  /** Messages that arrived faster than they could be shown, and were dropped oldest first. */
  dropped: count,
  /** The sizes of all messages together, and of the largest one. */
  bytes: count,
  largest: count,
  /** Messages a second, over the last few seconds and in coarse steps. */
  perSecond: v.number(),
  /** Status messages that are missing between the numbers of those that came. */
  gaps: count,
  /** Messages that the service itself says it dropped since it started, because nobody took them. */
  lost: count,
});

/** What this Sigma is set to, and does by itself. */
const appView = v.object({
  bridge: v.picklist(['win32', 'simulated']),
  settings: settingsSchema,
  /** Undefined unless the settings could not be read at this start. */
  settingsTrouble: v.optional(settingsTroubleSchema),
  updates: updateStateSchema,
  /** The language that the settings come to, and how the person writes numbers and dates. */
  speech: v.object({ language: v.picklist(LANGUAGE_TAGS), locale: v.string(), regionalFormat: v.string() }),
});

/** What is known of the computer, and of the mailslot that all services post into. */
const computerView = v.object({
  host: v.object({
    computerName: v.string(),
    /** For example "Windows 11". */
    system: v.string(),
    /** For example "10.0". */
    version: v.string(),
    build: count,
    processors: count,
    memoryBytes: count,
    /** In whole MiB, and some seconds old. */
    availableMemoryBytes: count,
    /** When the system started. */
    startedAt: time,
    /** What divides the items of a list, as the person has it set. */
    listSeparator: v.string(),
  }),
  mailslot: mailslotView,
  traffic,
});

/** What is known of one service. */
const serviceView = v.object({
  /** Its key name. */
  name: v.string(),
  displayName: v.string(),
  scm: scmView,
  health: v.picklist(HEALTH_KINDS),
  healthSince: time,
  /** The latest message's id when the health took its value; 0 before any. Clocks may differ, ids do not. */
  healthAfterMessage: count,
  lastFailure: v.optional(lastFailure),
  /** What is under way with it, in which case nothing else is accepted. */
  busy: v.optional(v.picklist(TASKS)),
  /** What nobody waits for any more, and Windows still works on: the next task begins after it. */
  left: v.optional(v.picklist(TASKS)),
  /** The latest message: its own while it posts in time, so that no other program can hide that. */
  latest: v.optional(messageRow),
  /** Whose messages are its own, see isFromOther(). */
  senders: v.object({
    /** The service's processes that the SCM has named. */
    processIds: v.array(count),
    /** The id up to which a message of any other process is known to be none of the service's. */
    judgedUpTo: count,
  }),
});

/** All that is known at one moment, as it crosses to the window. */
export const wireView = v.object({
  app: appView,
  computer: computerView,
  services: v.array(serviceView),
});

/** What of the view has changed: of each part that has, the fields that are another now. */
export const viewPatch = v.object({
  app: v.optional(v.partial(appView)),
  computer: v.optional(v.partial(computerView)),
  /** Of one that was not there before, all fields. */
  services: v.optional(v.array(v.object({ ...v.partial(serviceView).entries, name: v.string() }))),
  /** The names of those that are no longer there. */
  gone: v.optional(v.array(v.string())),
});

export type ErrorReport = v.InferOutput<typeof errorReport>;
export type ScmView = v.InferOutput<typeof scmView>;
export type ProgressView = v.InferOutput<typeof progress>;
export type MailslotView = v.InferOutput<typeof mailslotView>;
export type Traffic = v.InferOutput<typeof traffic>;
export type MessageRow = v.InferOutput<typeof messageRow>;
export type AppView = v.InferOutput<typeof appView>;
export type ComputerView = v.InferOutput<typeof computerView>;
export type ServiceView = v.InferOutput<typeof serviceView>;
export type WireView = v.InferOutput<typeof wireView>;
export type ViewPatch = v.InferOutput<typeof viewPatch>;

/** All that is known at one moment. What has not changed since the view before is the same object. */
export interface View {
  readonly app: AppView;
  readonly computer: ComputerView;
  /** By their key names. */
  readonly services: ReadonlyMap<string, ServiceView>;
}

export function viewOf({ app, computer, services }: WireView): View {
  return { app, computer, services: new Map(services.map((service) => [service.name, service])) };
}

/** @returns the view as it is after a change; each part that has not changed is the one that it was */
export function patched(view: View, patch: ViewPatch | undefined): View {
  if (patch === undefined) return view;
  return {
    app: patch.app === undefined ? view.app : merged(view.app, patch.app),
    computer: patch.computer === undefined ? view.computer : merged(view.computer, patch.computer),
    services: patchedServices(view.services, patch),
  };
}

function patchedServices(
  services: View['services'],
  { services: changed = [], gone = [] }: ViewPatch,
): View['services'] {
  if (changed.length === 0 && gone.length === 0) return services;
  const now = new Map(services);
  for (const name of gone) now.delete(name);
  for (const change of changed) {
    // Of a new one the patch has all fields.
    now.set(change.name, merged(now.get(change.name) ?? NO_SERVICE, change));
  }
  return now;
}

/** A field that the patch has is another now, also where that is undefined. */
function merged<Fields extends object>(
  fields: Fields,
  patch: { readonly [Key in keyof Fields]?: Fields[Key] | undefined },
): Fields {
  return { ...fields, ...patch };
}

const NO_SERVICE: ServiceView = {
  name: '',
  displayName: '',
  scm: { kind: 'unknown' },
  health: 'unknown',
  healthSince: 0,
  healthAfterMessage: 0,
  senders: { processIds: [], judgedUpTo: 0 },
};

/** @returns what is known of a service, which may be nothing */
export function serviceIn(view: View | undefined, name: string): ServiceView {
  return view?.services.get(name) ?? NO_SERVICE;
}
