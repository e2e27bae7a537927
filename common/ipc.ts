import * as v from 'valibot';
import { aboutSchema } from './about.ts';
import { checkReport } from './check.ts';
import { EXPORT_FORMAT_NAMES, exportRequest } from './export.ts';
import { isChildWindowKey, type ChildWindowKey } from './child-windows.ts';
import type { EventName, RequestName } from './ipc-names.ts';
import { WINDOW_COMMAND_NAMES, WINDOW_LIMIT } from './mdi.ts';
import { CONTROLS, OPERATIONS } from './operations.ts';
import { STARTUP_TYPES } from './service-configuration.ts';
import { settingsChange } from './settings.ts';
import { isServiceName, POST_INTERVALS_MS } from './sigma-service.ts';
import { count, errorReport, messageRow, viewPatch, wireView, type ErrorReport } from './view.ts';

/**
 * The whole contract between the main process and the window: each channel once, with the schemas of its argument and
 * result. The preload, the main process's handlers and the renderer's types follow from it.
 */

/** How many messages the window keeps, the newest ones. */
export const MESSAGE_LIMIT = 100_000;

/** Everything at one moment. Batches with the same or a lower number are already part of it. */
const snapshot = v.object({ number: count, view: wireView, messages: v.array(messageRow) });

/** What came since the previous batch, whose number is one lower. After a gap, the window takes a new snapshot. */
const batch = v.object({ number: count, patch: v.optional(viewPatch), messages: v.array(messageRow) });

/** The result of a task. A refused prompt or a closed dialog is the user's decision, not an error. */
const outcome = v.variant('kind', [
  v.object({
    kind: v.literal('done'),
    /** Whether it required an administrator prompt. */
    elevated: v.exactOptional(v.literal(true)),
  }),
  /** The user stopped waiting; the result will show later. */
  v.object({ kind: v.literal('left') }),
  /** The user stopped waiting before it began. */
  v.object({ kind: v.literal('withdrawn') }),
  v.object({ kind: v.literal('cancelled') }),
  v.object({ kind: v.literal('failed'), error: errorReport }),
]);

/** The written file; a closed dialog is no error. */
const exportOutcome = v.variant('kind', [
  v.object({
    kind: v.literal('done'),
    /** Has been through displayText(). */
    path: v.string(),
  }),
  v.object({ kind: v.literal('cancelled') }),
  v.object({ kind: v.literal('failed'), error: errorReport }),
]);

const windowKey = v.custom<ChildWindowKey>(isChildWindowKey);

/** What the menus show about the child windows. */
const windowsReport = v.object({
  /** In the order of the menus. */
  windows: v.pipe(v.array(v.object({ key: windowKey, isOpen: v.boolean() })), v.maxLength(WINDOW_LIMIT)),
  active: v.optional(windowKey),
  /** The commands that apply now. */
  commands: v.pipe(v.array(v.picklist(WINDOW_COMMAND_NAMES)), v.maxLength(WINDOW_COMMAND_NAMES.length)),
});

/**
 * What the user chose outside the page: in a menu, the tray or a notification. The page acts as it does for its own
 * buttons.
 */
const command = v.variant('kind', [
  v.object({ kind: v.literal('request'), request: v.picklist(['refresh', ...OPERATIONS]) }),
  /** Opens a child window, or brings it to the front. */
  v.object({ kind: v.literal('window'), key: windowKey }),
  v.object({ kind: v.literal('mdi'), name: v.picklist(WINDOW_COMMAND_NAMES) }),
  v.object({ kind: v.literal('export'), format: v.picklist(EXPORT_FORMAT_NAMES) }),
]);

const keyName = v.pipe(v.string(), v.check(isServiceName));
const serviceJob = v.variant('task', [
  v.object({ task: v.picklist([...CONTROLS, 'end-process']), service: keyName }),
  v.object({
    task: v.literal('set-startup-type'),
    service: keyName,
    startupType: v.picklist(STARTUP_TYPES),
  }),
]);

/** Renderer to main and back. */
export const REQUESTS = {
  snapshot: { argument: v.undefined(), result: snapshot },
  /** The window has drawn the batch of that number; the next batch waits for this. */
  took: { argument: count, result: v.undefined() },
  /** An operation on Sigma's own service, or a task for the service of a key name. */
  perform: { argument: v.union([v.picklist(OPERATIONS), serviceJob]), result: outcome },
  setPostInterval: { argument: v.picklist(POST_INTERVALS_MS), result: outcome },
  /** Stops waiting for the running task, without undoing anything. */
  leave: { argument: v.undefined(), result: v.undefined() },
  refresh: { argument: v.undefined(), result: v.undefined() },
  changeSettings: { argument: settingsChange, result: v.undefined() },
  exportMessages: { argument: exportRequest, result: exportOutcome },
  /** Shows the last exported file in its folder. */
  showExported: { argument: v.undefined(), result: v.undefined() },
  /** The whole texts of messages of which the window has only the beginnings, as far as they are kept. */
  wholeTexts: {
    argument: v.pipe(v.array(count), v.maxLength(MESSAGE_LIMIT)),
    result: v.array(v.object({ id: count, text: v.string() })),
  },
  reportWindows: { argument: windowsReport, result: v.undefined() },
  about: { argument: v.undefined(), result: aboutSchema },
  /** Checks each link of Sigma's own chain on this computer; takes up to two posting intervals. */
  check: { argument: v.undefined(), result: checkReport },
  /** The result of these three shows in the view. A request that does not apply now does nothing. */
  checkForUpdates: { argument: v.undefined(), result: v.undefined() },
  downloadUpdate: { argument: v.undefined(), result: v.undefined() },
  /** Quits Sigma; Windows asks for approval. */
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

/** How the answer to a request crosses: errors as data, never as a thrown message. */
export type Answer<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ErrorReport };

/** What the preload exposes as `window.sigma`. Each `on…` function returns the function that unsubscribes. */
export type SigmaApi = {
  readonly [N in RequestName]: (
    ...argument: RequestArgument<N> extends undefined ? [] : [RequestArgument<N>]
  ) => Promise<Answer<RequestResult<N>>>;
} & {
  readonly [N in EventName as `on${Capitalize<N>}`]: (
    listener: (payload: EventPayload<N>) => void,
  ) => () => void;
};

export type Snapshot = v.InferOutput<typeof snapshot>;
export type Batch = v.InferOutput<typeof batch>;
export type WindowsReport = v.InferOutput<typeof windowsReport>;
export type PageCommand = v.InferOutput<typeof command>;
export type Outcome = v.InferOutput<typeof outcome>;
export type ExportOutcome = v.InferOutput<typeof exportOutcome>;
