import * as v from 'valibot';
import { aboutSchema } from './about.ts';
import { checkReport } from './check.ts';
import { EXPORT_FORMAT_NAMES, exportRequest } from './export.ts';
import { CHILD_WINDOW_IDS, WINDOW_COMMAND_NAMES } from './child-windows.ts';
import { HEALTH_KINDS } from './health.ts';
import { LANGUAGE_TAGS } from './languages/languages.ts';
import type { EventName, RequestName } from './ipc-names.ts';
import { OPERATIONS, TASKS } from './operations.ts';
import { configurationSchema } from './service-configuration.ts';
import { SERVICE_SURPRISES } from './service-surprises.ts';
import { settingsChange, settingsSchema, settingsTroubleSchema } from './settings.ts';
import { POST_INTERVALS_MS } from './sigma-service.ts';
import { ACCEPTED_CONTROLS, SERVICE_STATES } from './service-status.ts';
import { updateStateSchema } from './updates.ts';

/**
 * The whole contract between the main process and the window: every channel once, with the schemas of its
 * argument and result. The preload, the main process's handlers and the renderer's types follow from it.
 */

/** The window keeps this many messages, the newest ones. */
export const MESSAGE_LIMIT = 100_000;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** Milliseconds since 1970. */
const time = v.number();

/** An error as plain data, with its texts in English: the window says the same in its own language. */
const errorReport = v.object({
  /** The function or step that failed, in MSDN's spelling where it has one. */
  api: v.string(),
  code: count,
  /** The code's name in winerror.h, for example ERROR_ACCESS_DENIED. */
  name: v.string(),
  explanation: v.string(),
  nextStep: v.string(),
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

/** What the window knows of the service in the SCM. */
const serviceView = v.variant('kind', [
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

/** Whether the mailslot is ours. `taken`: another program owns the name (183), and Sigma goes on trying. */
const mailslotView = v.variant('kind', [
  v.object({ kind: v.literal('closed') }),
  v.object({ kind: v.literal('open') }),
  v.object({ kind: v.literal('taken'), error: errorReport }),
  v.object({ kind: v.literal('failed'), error: errorReport }),
]);

/** One message as the window shows it. Its text has been through displayText(). */
const messageRow = v.object({
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

const view = v.object({
  bridge: v.picklist(['win32', 'simulated']),
  health: v.picklist(HEALTH_KINDS),
  healthSince: time,
  /** The latest message's id when the health took its value; 0 before any. Clocks may differ, ids do not. */
  healthAfterMessage: count,
  service: serviceView,
  lastFailure: v.optional(lastFailure),
  mailslot: mailslotView,
  /** The latest message: the service's own while that posts in time, so that no other program can hide it. */
  latest: v.optional(messageRow),
  /** Whose messages are the service's, see isFromOther(). */
  senders: v.object({
    /** The service's processes that the SCM has named. */
    processIds: v.array(count),
    /** The id up to which a message of any other process is known to be none of the service's. */
    judgedUpTo: count,
  }),
  /** What is under way, in which case nothing else is accepted. */
  busy: v.optional(v.picklist(TASKS)),
  /** What nobody waits for any more, and Windows still works on: the next task begins after it. */
  left: v.optional(v.picklist(TASKS)),
  traffic,
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
  settings: settingsSchema,
  updates: updateStateSchema,
  /** Undefined unless the settings could not be read at this start. */
  settingsTrouble: v.optional(settingsTroubleSchema),
  /** The language that the settings come to, and how the person writes numbers and dates. */
  speech: v.object({ language: v.picklist(LANGUAGE_TAGS), locale: v.string(), regionalFormat: v.string() }),
});

/** Everything at one moment. Batches whose number is not greater are already part of it. */
const snapshot = v.object({ number: count, view, messages: v.array(messageRow) });

/** What came since the batch before, whose number is one less; a gap means: take a new snapshot. */
const batch = v.object({ number: count, view, messages: v.array(messageRow) });

/** What became of a task. A refused prompt or a closed dialog is a person's decision, not an error. */
const outcome = v.variant('kind', [
  v.object({
    kind: v.literal('done'),
    /** Whether that took an administrator prompt. */
    elevated: v.exactOptional(v.literal(true)),
  }),
  /** Nobody waits for it any more, and what becomes of it will show. */
  v.object({ kind: v.literal('left') }),
  /** The same, and it was not begun yet. */
  v.object({ kind: v.literal('withdrawn') }),
  v.object({ kind: v.literal('cancelled') }),
  v.object({ kind: v.literal('failed'), error: errorReport }),
]);

/** The file that was written; a dialog that was closed is no error. */
const exportOutcome = v.variant('kind', [
  v.object({
    kind: v.literal('done'),
    /** Has been through displayText(). */
    path: v.string(),
  }),
  v.object({ kind: v.literal('cancelled') }),
  v.object({ kind: v.literal('failed'), error: errorReport }),
]);

/** What the menus show of the child windows. */
const windowsReport = v.object({
  /** In the order of the menus. */
  windows: v.pipe(
    v.array(v.object({ id: v.picklist(CHILD_WINDOW_IDS), isOpen: v.boolean() })),
    v.maxLength(CHILD_WINDOW_IDS.length),
  ),
  active: v.optional(v.picklist(CHILD_WINDOW_IDS)),
  /** The commands that make sense now. */
  commands: v.pipe(v.array(v.picklist(WINDOW_COMMAND_NAMES)), v.maxLength(WINDOW_COMMAND_NAMES.length)),
});

/** What a person chose outside of the page: in a menu, the tray or a notification. The page does it as its own buttons do. */
const command = v.variant('kind', [
  v.object({ kind: v.literal('request'), request: v.picklist(['refresh', ...OPERATIONS]) }),
  /** Opens a child window, or brings it to the front. */
  v.object({ kind: v.literal('window'), id: v.picklist(CHILD_WINDOW_IDS) }),
  v.object({ kind: v.literal('mdi'), name: v.picklist(WINDOW_COMMAND_NAMES) }),
  v.object({ kind: v.literal('export'), format: v.picklist(EXPORT_FORMAT_NAMES) }),
]);

/** Renderer to main and back. */
export const REQUESTS = {
  snapshot: { argument: v.undefined(), result: snapshot },
  /** The window has drawn the batch of that number; the next one waits for that. */
  took: { argument: count, result: v.undefined() },
  perform: { argument: v.picklist(OPERATIONS), result: outcome },
  setPostInterval: { argument: v.picklist(POST_INTERVALS_MS), result: outcome },
  /** Stops waiting for what is under way, and takes nothing back. */
  leave: { argument: v.undefined(), result: v.undefined() },
  refresh: { argument: v.undefined(), result: v.undefined() },
  changeSettings: { argument: settingsChange, result: v.undefined() },
  exportMessages: { argument: exportRequest, result: exportOutcome },
  /** Shows the file of the last export in its folder. */
  showExported: { argument: v.undefined(), result: v.undefined() },
  /** The whole texts of messages that the window has the beginnings of, as far as they are kept. */
  wholeTexts: {
    argument: v.pipe(v.array(count), v.maxLength(MESSAGE_LIMIT)),
    result: v.array(v.object({ id: count, text: v.string() })),
  },
  reportWindows: { argument: windowsReport, result: v.undefined() },
  about: { argument: v.undefined(), result: aboutSchema },
  /** Looks at each link of Sigma's own chain on this computer; takes as long as two posting intervals. */
  check: { argument: v.undefined(), result: checkReport },
  /** What becomes of these three shows in the view; one that makes no sense now does nothing. */
  checkForUpdates: { argument: v.undefined(), result: v.undefined() },
  downloadUpdate: { argument: v.undefined(), result: v.undefined() },
  /** Quits Sigma, and Windows asks for administrator rights. */
  installUpdate: { argument: v.undefined(), result: v.undefined() },
} as const satisfies Record<RequestName, { argument: v.GenericSchema; result: v.GenericSchema }>;

/** Main to renderer. */
export const EVENTS = {
  batch: { payload: batch },
  command: { payload: command },
} as const satisfies Record<EventName, { payload: v.GenericSchema }>;

export type RequestArgument<N extends RequestName> = v.InferOutput<(typeof REQUESTS)[N]['argument']>;
export type RequestResult<N extends RequestName> = v.InferOutput<(typeof REQUESTS)[N]['result']>;
export type EventPayload<N extends EventName> = v.InferOutput<(typeof EVENTS)[N]['payload']>;

/** How a request's answer crosses: errors as data, never as a thrown message. */
export type Answer<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ErrorReport };

/** What the preload exposes as `window.sigma`. Listening returns the function that ends it. */
export type SigmaApi = {
  readonly [N in RequestName]: (
    ...argument: RequestArgument<N> extends undefined ? [] : [RequestArgument<N>]
  ) => Promise<Answer<RequestResult<N>>>;
} & {
  readonly [N in EventName as `on${Capitalize<N>}`]: (
    listener: (payload: EventPayload<N>) => void,
  ) => () => void;
};

export type ErrorReport = v.InferOutput<typeof errorReport>;
export type ServiceView = v.InferOutput<typeof serviceView>;
export type ProgressView = v.InferOutput<typeof progress>;
export type MailslotView = v.InferOutput<typeof mailslotView>;
export type Traffic = v.InferOutput<typeof traffic>;
export type MessageRow = v.InferOutput<typeof messageRow>;
export type View = v.InferOutput<typeof view>;
export type Snapshot = v.InferOutput<typeof snapshot>;
export type Batch = v.InferOutput<typeof batch>;
export type WindowsReport = v.InferOutput<typeof windowsReport>;
export type Command = v.InferOutput<typeof command>;
export type Outcome = v.InferOutput<typeof outcome>;
export type ExportOutcome = v.InferOutput<typeof exportOutcome>;
