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

/** What a person can ask for by a button. */
export type Request = Operation | 'refresh';

/** Everything that a person can ask for, with what it takes to ask for it again. */
export type UserRequest =
  | { readonly request: Request }
  | { readonly request: 'set-post-interval'; readonly intervalMs: PostIntervalMs };

/** What became of a request, where that needs to be told. */
export type Notice = UserRequest &
  (
    | { readonly kind: 'cancelled' | 'left' | 'withdrawn' }
    /** Whether it is meant: nothing was asked of the main process yet. */
    | { readonly kind: 'question' }
    /** It took an administrator prompt that a person can spare himself. */
    | { readonly kind: 'prompted' }
    | { readonly kind: 'failed'; readonly error: ErrorReport }
  );

/** What a user who was allowed to control the service does without a prompt. */
const SPARED_BY_USER_CONTROL: ReadonlySet<Task | 'refresh'> = new Set<Task>([
  'start',
  'stop',
  'restart',
  'pause',
  'continue',
]);

export interface SigmaState {
  readonly feed: Feed;
  /** The task that was asked for and is not answered yet. */
  readonly requested: Task | undefined;
  readonly notice: Notice | undefined;
  /** What became of the last export, until it is dismissed. */
  readonly exported: Exclude<ExportOutcome, { kind: 'cancelled' }> | undefined;
  /** Why the last change of a setting could not be stored. */
  readonly settingsError: ErrorReport | undefined;
  /** What this Sigma is, or why that cannot be told; undefined before somebody asked. */
  readonly about: Answer<About> | undefined;
  /** What the last check of this computer found, or why there was none; undefined before the first. */
  readonly check: Answer<CheckReport> | undefined;
  readonly isChecking: boolean;
}

export interface SigmaStore extends StoreApi<SigmaState> {
  /** Starts following the main process. @returns the function that ends it */
  readonly connect: () => () => void;
  /** Takes a new snapshot after one failed. */
  readonly reload: () => void;
  /**
   * Asks the main process; what becomes of it shows in the view and, if it needs telling, as a notice. What takes something
   * away asks the person first, as a notice as well.
   */
  readonly send: (request: Request) => void;
  /** Asks the main process once more, or for the first time. */
  readonly ask: (userRequest: UserRequest) => void;
  /** Stops waiting for the task under way. */
  readonly leave: () => void;
  readonly dismissNotice: () => void;
  /** Has messages written to where the person says. */
  readonly exportMessages: (request: ExportRequest) => void;
  readonly dismissExport: () => void;
  /** Shows the file of the last export in its folder. */
  readonly showExported: () => void;
  /** @returns the whole texts of messages by their ids, as far as they are kept */
  readonly wholeTexts: (ids: readonly number[]) => Promise<ReadonlyMap<number, string>>;
  /** Asks the main process what this Sigma is, unless it is known. */
  readonly readAbout: () => void;
  /** Has each link of Sigma's own chain looked at, unless that is under way. */
  readonly checkComputer: () => void;
  /** Changes some settings; the view tells once they hold. */
  readonly changeSettings: (change: SettingsChange) => void;
  /** What becomes of these, the view tells. */
  readonly checkForUpdates: () => void;
  readonly downloadUpdate: () => void;
  readonly installUpdate: () => void;
}

/** @param afterDrawing calls back once what was changed has been drawn, or soon where nothing is drawn */
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

/** A rejected promise means the same to the person as an answer that says no. */
async function settle<T>(step: string, ask: () => Promise<Answer<T>>): Promise<Answer<T>> {
  try {
    return await ask();
  } catch (error) {
    return { ok: false, error: reportError(error, step) };
  }
}
