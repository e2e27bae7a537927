import * as v from 'valibot';
import { HEALTH_KINDS } from './health.ts';
import { LANGUAGE_TAGS } from './languages/languages.ts';
import { TASKS } from './operations.ts';
import { configurationSchema } from './service-configuration.ts';
import { SERVICE_SURPRISES, ACCEPTED_CONTROLS, SERVICE_STATES } from './service-status.ts';
import { settingsSchema, settingsTroubleSchema } from './settings.ts';
import { updateStateSchema } from './updates.ts';

/** What the window knows, and how it learns of changes: all of it plain data, validated where it crosses. */

export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** Milliseconds since 1970. */
const time = v.number();

/** An error as plain data, without words: see error-words.ts. */
export const errorReport = v.object({
  /** The function or step that failed, in Microsoft's spelling if it has one. */
  api: v.string(),
  code: count,
  /** The message of an internal error. */
  detail: v.optional(v.string()),
  /** What the service did instead of what was asked; says more than the code. */
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

/**
 * The progress of a pending state. The service hangs once its wait hint has passed since this check point was first
 * seen.
 */
const progress = v.object({
  since: time,
  checkPoint: count,
  /** Limited to what is believable. */
  waitHintMs: count,
});

/** What the SCM reports about a service. */
const scmView = v.variant('kind', [
  v.object({ kind: v.literal('unknown') }),
  v.object({ kind: v.literal('absent') }),
  v.object({
    kind: v.literal('present'),
    status: serviceStatus,
    /** Read less often than the status; undefined if it could not be read. */
    configuration: v.optional(configurationSchema),
    /** Undefined unless the state is pending. */
    progress: v.optional(progress),
    /** When the service's process started, according to its own messages; undefined before the first. */
    startedAt: v.optional(time),
  }),
  v.object({ kind: v.literal('unavailable'), error: errorReport }),
]);

/**
 * How the service last failed while Sigma was watching. `replaced`: its process is a new one, and no reading showed it
 * stopped.
 */
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

/** Whether Sigma owns the mailslot. `taken`: another program owns the name (183), and Sigma keeps trying. */
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
  /** Whether the text is only the beginning: the request `wholeTexts` returns the rest. */
  isShortened: v.optional(v.literal(true)),
  /** Its size in the mailslot, in bytes. */
  size: count,
  malformed: v.boolean(),
  /** The sender's own number, only in status messages of SigmaSrv. */
  seq: v.optional(count),
  at: v.optional(time),
  /** The process that the message claims to come from. */
  pid: v.optional(count),
});

/** What has come through the mailslot since Sigma started. */
const traffic = v.object({
  received: count,
  malformed: count,
  /** Messages that arrived faster than they could be shown, and were dropped oldest first. */
  dropped: count,
  /** The total size of all messages, in bytes. */
  bytes: count,
  largest: count,
  /** Messages per second, over the last few seconds and in coarse steps. */
  perSecond: v.number(),
  /** Status messages missing in the sequence of those that arrived. */
  gaps: count,
  /** Messages that the service itself reports as dropped since it started, because no client took them. */
  lost: count,
});

/** The settings of this Sigma and what it does on its own. */
const appView = v.object({
  bridge: v.picklist(['win32', 'simulated']),
  settings: settingsSchema,
  /** Undefined unless the settings could not be read when Sigma started. */
  settingsTrouble: v.optional(settingsTroubleSchema),
  updates: updateStateSchema,
  /** The language that follows from the settings, and how the user writes numbers and dates. */
  speech: v.object({ language: v.picklist(LANGUAGE_TAGS), locale: v.string(), regionalFormat: v.string() }),
});

/** What is known of the computer, and of the mailslot that all services post to. */
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
    /** In whole MiB, and a few seconds old. */
    availableMemoryBytes: count,
    /** When Windows started. */
    startedAt: time,
    /** The user's list separator. */
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
  /** The id of the latest message when the health took its value; 0 before the first. Clocks may differ, ids do not. */
  healthAfterMessage: count,
  lastFailure: v.optional(lastFailure),
  /** The task being performed on it; no other is accepted meanwhile. */
  busy: v.optional(v.picklist(TASKS)),
  /** The task that the user stopped waiting for and Windows is still performing; the next task begins after it. */
  left: v.optional(v.picklist(TASKS)),
  /** The latest message: the service's own while it posts in time, so that no other program can hide it. */
  latest: v.optional(messageRow),
  /** Which messages are the service's own: see isFromOther(). */
  senders: v.object({
    /** The service's processes that the SCM has named. */
    processIds: v.array(count),
    /** Up to this id, a message from any other process is known not to be the service's. */
    judgedUpTo: count,
  }),
});

/** Everything known at one moment, as it crosses to the window. */
export const wireView = v.object({
  app: appView,
  computer: computerView,
  services: v.array(serviceView),
});

/** What has changed in the view: of each part, the fields that differ. */
export const viewPatch = v.object({
  app: v.optional(v.partial(appView)),
  computer: v.optional(v.partial(computerView)),
  /** A new service has all fields. */
  services: v.optional(v.array(v.object({ ...v.partial(serviceView).entries, name: v.string() }))),
  /** The names of services that no longer exist. */
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

/** Everything known at one moment. What has not changed since the previous view is the same object. */
export interface View {
  readonly app: AppView;
  readonly computer: ComputerView;
  /** By key name. */
  readonly services: ReadonlyMap<string, ServiceView>;
}

export function viewOf({ app, computer, services }: WireView): View {
  return { app, computer, services: new Map(services.map((service) => [service.name, service])) };
}

/** @returns the view after a change; every part that has not changed is the same object */
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
    // The patch for a new service has all fields.
    now.set(change.name, merged(now.get(change.name) ?? NO_SERVICE, change));
  }
  return now;
}

/** A field in the patch replaces the old value, even with undefined. */
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
