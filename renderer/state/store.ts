import type { ErrorReport } from '../../common/view.ts';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { About } from '../../common/about.ts';
import type { CheckReport } from '../../common/check.ts';
import type { ExportRequest } from '../../common/export.ts';
import type { Answer, ExportOutcome, Outcome, SigmaApi } from '../../common/ipc.ts';
import type { Operation, Task } from '../../common/operations.ts';
import type { SettingsChange } from '../../common/settings.ts';
import type { PostIntervalMs } from '../../common/sigma-service.ts';
import { reportError } from '../../common/win32-error.ts';
import { waitingFeed, withBatch, withFailedSnapshot, withSnapshot, type Feed } from './feed.ts';

/** What the user can request with a button. */
export type Request = Operation | 'refresh';

/** Everything that the user can request, with what it takes to request it again. */
export type UserRequest =
  | { readonly request: Request }
  | { readonly request: 'set-post-interval'; readonly intervalMs: PostIntervalMs };

/** The result of a request, if the user has to be told. */
export type Notice = UserRequest &
  (
    | { readonly kind: 'cancelled' | 'left' | 'withdrawn' }
    /** Asks for confirmation; nothing was requested from the main process yet. */
    | { readonly kind: 'question' }
    /** It required an administrator prompt that the user can avoid in future. */
    | { readonly kind: 'prompted' }
    | { readonly kind: 'failed'; readonly error: ErrorReport }
  );

/** What a user with prompt-free control does without a prompt. */
const SPARED_BY_USER_CONTROL: ReadonlySet<Task | 'refresh'> = new Set<Task>([
  'start',
  'stop',
  'restart',
  'pause',
  'continue',
]);

export interface SigmaState {
  readonly feed: Feed;
  /** The task that was requested and is not answered yet. */
  readonly requested: Task | undefined;
  readonly notice: Notice | undefined;
  /** The result of the last export, until it is dismissed. */
  readonly exported: Exclude<ExportOutcome, { kind: 'cancelled' }> | undefined;
  /** Why the last change of a setting could not be stored. */
  readonly settingsError: ErrorReport | undefined;
  /** What this Sigma is, or why that can't be read; undefined before the first request. */
  readonly about: Answer<About> | undefined;
  /** The result of the last check of this computer, or why there is none; undefined before the first. */
  readonly check: Answer<CheckReport> | undefined;
  readonly isChecking: boolean;
}

export interface SigmaStore extends StoreApi<SigmaState> {
  /** Starts following the main process. @returns the function that stops it */
  readonly connect: () => () => void;
  /** Takes a new snapshot after one failed. */
  readonly reload: () => void;
  /**
   * Sends a request to the main process. The result shows in the view and, if the user has to be told, as a notice. A
   * request that removes something first asks for confirmation, also as a notice.
   */
  readonly send: (request: Request) => void;
  /** Sends a request to the main process, again or for the first time. */
  readonly ask: (userRequest: UserRequest) => void;
  /** Stops waiting for the running task. */
  readonly leave: () => void;
  readonly dismissNotice: () => void;
  /** Has messages written to a file that the user chooses. */
  readonly exportMessages: (request: ExportRequest) => void;
  readonly dismissExport: () => void;
  /** Shows the last exported file in its folder. */
  readonly showExported: () => void;
  /** @returns the whole texts of messages by their ids, as far as they are kept */
  readonly wholeTexts: (ids: readonly number[]) => Promise<ReadonlyMap<number, string>>;
  /** Asks the main process what this Sigma is, unless that is known. */
  readonly readAbout: () => void;
  /** Has each link of Sigma's own chain checked, unless a check is running. */
  readonly checkComputer: () => void;
  /** Changes some settings; the view shows the effect. */
  readonly changeSettings: (change: SettingsChange) => void;
  /** The results of these show in the view. */
  readonly checkForUpdates: () => void;
  readonly downloadUpdate: () => void;
  readonly installUpdate: () => void;
}

/** @param afterDrawing calls back once earlier changes have been drawn, or soon if nothing is drawn */
export function createSigmaStore(
  api: SigmaApi,
  afterDrawing: (callback: () => void) => void = (callback) => {
    callback();
  },
): SigmaStore {
  const store = createStore<SigmaState>()(() => ({
    feed: waitingFeed(),
    requested: undefined,
    notice: undefined,
    exported: undefined,
    settingsError: undefined,
    about: undefined,
    check: undefined,
    isChecking: false,
  }));

  async function takeSnapshots(): Promise<void> {
    while (store.getState().feed.phase === 'waiting') {
      const answer = await settle('snapshot', () => api.snapshot());
      const { feed } = store.getState();
      store.setState({
        feed: answer.ok ? withSnapshot(feed, answer.value) : withFailedSnapshot(feed, answer.error),
      });
    }
  }

  function changeFeed(feed: Feed): void {
    const wasWaiting = store.getState().feed.phase === 'waiting';
    store.setState({ feed });
    if (feed.phase === 'waiting' && !wasWaiting) void takeSnapshots();
  }

  async function perform(
    userRequest: UserRequest,
    task: Task,
    askMain: () => Promise<Answer<Outcome>>,
  ): Promise<void> {
    store.setState({ requested: task });
    const answer = await settle(task, askMain);
    const outcome = answer.ok ? answer.value : { kind: 'failed' as const, error: answer.error };
    store.setState({ requested: undefined, notice: noticeOf(userRequest, outcome) });
  }

  function noticeOf(userRequest: UserRequest, outcome: Outcome): Notice | undefined {
    if (outcome.kind !== 'done') return { ...userRequest, ...outcome };
    const isOffered = store.getState().feed.shown?.view.app.settings.userControlOffered ?? true;
    if (outcome.elevated !== true || isOffered || !SPARED_BY_USER_CONTROL.has(userRequest.request))
      return undefined;
    void changeSettings({ userControlOffered: true });
    return { ...userRequest, kind: 'prompted' };
  }

  function ask(userRequest: UserRequest): void {
    store.setState({ notice: undefined });
    const { request } = userRequest;
    if (request === 'refresh') void refresh();
    else if (request === 'set-post-interval') {
      void perform(userRequest, request, () => api.setPostInterval(userRequest.intervalMs));
    } else void perform(userRequest, request, () => api.perform(request));
  }

  async function refresh(): Promise<void> {
    const answer = await settle('refresh', () => api.refresh());
    if (!answer.ok) store.setState({ notice: { kind: 'failed', request: 'refresh', error: answer.error } });
  }

  async function exportMessages(request: ExportRequest): Promise<void> {
    store.setState({ exported: undefined });
    const answer = await settle('exportMessages', () => api.exportMessages(request));
    const outcome = answer.ok ? answer.value : { kind: 'failed' as const, error: answer.error };
    if (outcome.kind !== 'cancelled') store.setState({ exported: outcome });
  }

  async function wholeTexts(ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
    if (ids.length === 0) return new Map();
    const answer = await settle('wholeTexts', () => api.wholeTexts([...ids]));
    return new Map(answer.ok ? answer.value.map(({ id, text }) => [id, text]) : []);
  }

  async function changeSettings(change: SettingsChange): Promise<void> {
    const answer = await settle('changeSettings', () => api.changeSettings(change));
    store.setState({ settingsError: answer.ok ? undefined : answer.error });
  }

  async function readAbout(): Promise<void> {
    if (store.getState().about?.ok === true) return;
    store.setState({ about: await settle('about', () => api.about()) });
  }

  async function checkComputer(): Promise<void> {
    if (store.getState().isChecking) return;
    store.setState({ isChecking: true });
    const check = await settle('check', () => api.check());
    store.setState({ check, isChecking: false });
  }

  return {
    ...store,
    connect() {
      const disconnect = api.onBatch((batch) => {
        changeFeed(withBatch(store.getState().feed, batch));
        afterDrawing(() => void settle('took', () => api.took(batch.number)));
      });
      void takeSnapshots();
      return disconnect;
    },
    reload() {
      changeFeed(waitingFeed(store.getState().feed.shown));
    },
    send(request) {
      if (request === 'uninstall') store.setState({ notice: { request, kind: 'question' } });
      else ask({ request });
    },
    ask,
    leave() {
      void settle('leave', () => api.leave());
    },
    exportMessages(request) {
      void exportMessages(request);
    },
    dismissExport() {
      store.setState({ exported: undefined });
    },
    showExported() {
      void settle('showExported', () => api.showExported());
    },
    wholeTexts,
    dismissNotice() {
      store.setState({ notice: undefined });
    },
    readAbout() {
      void readAbout();
    },
    checkComputer() {
      void checkComputer();
    },
    changeSettings(change) {
      void changeSettings(change);
    },
    checkForUpdates() {
      void settle('checkForUpdates', () => api.checkForUpdates());
    },
    downloadUpdate() {
      void settle('downloadUpdate', () => api.downloadUpdate());
    },
    installUpdate() {
      void settle('installUpdate', () => api.installUpdate());
    },
  };
}

/** To the user, a rejected promise means the same as an answer with an error. */
async function settle<T>(step: string, ask: () => Promise<Answer<T>>): Promise<Answer<T>> {
  try {
    return await ask();
  } catch (error) {
    return { ok: false, error: reportError(error, step) };
  }
}
