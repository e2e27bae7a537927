import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Answer, ErrorReport, SigmaApi } from '../common/ipc.ts';
import type { Operation } from '../common/operations.ts';
import type { SettingsChange } from '../common/settings.ts';
import { reportError } from '../common/win32-error.ts';
import { waitingFeed, withBatch, withFailedSnapshot, withSnapshot, type Feed } from './feed.ts';

/** What a person can ask for by a button. */
export type Request = Operation | 'refresh';

/** An outcome that needs to be told. */
export type Notice =
  | { readonly kind: 'cancelled'; readonly request: Request }
  | { readonly kind: 'failed'; readonly request: Request; readonly error: ErrorReport };

export interface SigmaState {
  readonly feed: Feed;
  /** The operation that was asked for and is not answered yet. */
  readonly requested: Operation | undefined;
  readonly notice: Notice | undefined;
  /** Why the last change of a setting could not be stored. */
  readonly settingsError: ErrorReport | undefined;
}

export interface SigmaStore extends StoreApi<SigmaState> {
  /** Starts following the main process. @returns the function that ends it */
  readonly connect: () => () => void;
  /** Takes a new snapshot after one failed. */
  readonly reload: () => void;
  /** Asks the main process; what becomes of it shows in the view and, if it needs telling, as a notice. */
  readonly send: (request: Request) => void;
  readonly dismissNotice: () => void;
  /** Changes some settings; the view tells once they hold. */
  readonly changeSettings: (change: SettingsChange) => void;
}

export function createSigmaStore(api: SigmaApi): SigmaStore {
  const store = createStore<SigmaState>()(() => ({
    feed: waitingFeed(),
    requested: undefined,
    notice: undefined,
    settingsError: undefined,
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

  async function perform(operation: Operation): Promise<void> {
    store.setState({ requested: operation });
    const answer = await settle(operation, () => api.perform(operation));
    const outcome = answer.ok ? answer.value : { kind: 'failed' as const, error: answer.error };
    const notice = outcome.kind === 'done' ? undefined : { ...outcome, request: operation };
    store.setState({ requested: undefined, notice });
  }

  async function refresh(): Promise<void> {
    const answer = await settle('refresh', () => api.refresh());
    if (!answer.ok) store.setState({ notice: { kind: 'failed', request: 'refresh', error: answer.error } });
  }

  async function changeSettings(change: SettingsChange): Promise<void> {
    const answer = await settle('changeSettings', () => api.changeSettings(change));
    store.setState({ settingsError: answer.ok ? undefined : answer.error });
  }

  return {
    ...store,
    connect() {
      const disconnect = api.onBatch((batch) => {
        changeFeed(withBatch(store.getState().feed, batch));
      });
      void takeSnapshots();
      return disconnect;
    },
    reload() {
      changeFeed(waitingFeed(store.getState().feed.shown));
    },
    send(request) {
      store.setState({ notice: undefined });
      void (request === 'refresh' ? refresh() : perform(request));
    },
    dismissNotice() {
      store.setState({ notice: undefined });
    },
    changeSettings(change) {
      void changeSettings(change);
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
