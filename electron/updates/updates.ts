import { isDeepStrictEqual } from 'node:util';
import { ERROR_CANCELLED } from '../../common/win32-codes.ts';
import type { Settings } from '../../common/settings.ts';
import type { UpdateChannel, UpdateObstacle, UpdateState } from '../../common/updates.ts';
import { Win32Error } from '../../common/win32-error.ts';
import type { Clock } from '../../native-bridge/clock.ts';
import type { Log } from '../../engine/log.ts';
import { readUpdate } from './update-source.ts';
import { failureOf, nextUpdateState, type UpdateEvent } from './update-state.ts';

const HOUR_MS = 3_600_000;

/** How often Sigma checks for updates while it runs, and the longest delay after failures, in milliseconds. */
const CHECK_INTERVAL_MS = 24 * HOUR_MS;

/** Fetches updates. Each method throws if something is in the way. */
export interface Updater {
  /** @returns the server's unverified answer about a newer version; undefined if there is none */
  check(channel: UpdateChannel): Promise<unknown>;
  /** Downloads the version found last, and verifies its publisher. */
  download(onProgress: (percent: number) => void, signal: AbortSignal): Promise<void>;
  /**
   * Verifies the download again, starts it, and makes the app quit. @throws ERROR_CANCELLED if the user refused the
   * prompt
   */
  install(): Promise<void>;
}

export type Wanted = Pick<Settings, 'lookForUpdates' | 'updateChannel'>;

interface UpdatesOptions {
  /** The updater, or why there is none. */
  readonly updater: Updater | UpdateObstacle;
  readonly clock: Clock;
  readonly log: Log;
  /** Called when {@link Updates.state} has changed. */
  readonly onChange: () => void;
}

/** @returns how long to wait after that many failures in a row, in milliseconds */
export function checkDelay(failures: number): number {
  return failures === 0 ? CHECK_INTERVAL_MS : Math.min(CHECK_INTERVAL_MS, HOUR_MS * 2 ** (failures - 1));
}

/**
 * Checks for updates at the start and then once a day. Everything else happens at the user's request, one thing at a
 * time. What is running when updates are switched off, or come from another channel, is abandoned.
 */
export class Updates implements Disposable {
  readonly #options: UpdatesOptions;
  #state: UpdateState;
  #wanted: Wanted | undefined;
  #underway = new AbortController();
  #last: Promise<unknown> = Promise.resolve();
  #failures = 0;
  #cancelCheck: () => void = () => undefined;

  constructor(options: UpdatesOptions) {
    this.#options = options;
    const { updater } = options;
    this.#state = typeof updater === 'string' ? { kind: 'disabled', obstacle: updater } : { kind: 'idle' };
  }

  get state(): UpdateState {
    return this.#state;
  }

  /** Follows the user's settings from now on. */
  follow({ lookForUpdates, updateChannel }: Wanted): void {
    const wanted = { lookForUpdates, updateChannel };
    if (typeof this.#options.updater === 'string' || isDeepStrictEqual(wanted, this.#wanted)) return;
    this.#wanted = wanted;
    this.#forget();
    this.#apply({ type: 'switch', obstacle: lookForUpdates ? undefined : 'switched-off' });
    if (lookForUpdates) this.check();
  }

  check(): void {
    const channel = this.#wanted?.updateChannel ?? 'stable';
    this.#do({ type: 'check' }, async (updater) => {
      const info = await updater.check(channel);
      const update = info === undefined ? undefined : readUpdate(info);
      return { type: 'checked', at: this.#options.clock.now(), update };
    });
  }

  download(): void {
    this.#do({ type: 'download' }, async (updater, signal) => {
      const onProgress = (percent: number): void => {
        if (!signal.aborted) this.#apply({ type: 'progress', percent });
      };
      await updater.download(onProgress, signal);
      return { type: 'downloaded' };
    });
  }

  install(): void {
    this.#do({ type: 'install' }, async (updater) => {
      try {
        await updater.install();
        return undefined;
      } catch (error) {
        if (error instanceof Win32Error && error.code === ERROR_CANCELLED) return { type: 'declined' };
        throw error;
      }
    });
  }

  [Symbol.dispose](): void {
    this.#forget();
  }

  #do(
    begin: UpdateEvent,
    work: (updater: Updater, signal: AbortSignal) => Promise<UpdateEvent | undefined>,
  ): void {
    const { updater } = this.#options;
    if (typeof updater === 'string' || !this.#apply(begin)) return;
    const { signal } = this.#underway;
    const done = this.#last.then(() => (signal.aborted ? undefined : work(updater, signal)));
    this.#last = done
      .catch((error: unknown): UpdateEvent => ({ type: 'failed', ...failureOf(error) }))
      .then((event) => {
        if (!signal.aborted) this.#end(event);
      });
  }

  #end(event: UpdateEvent | undefined): void {
    if (event === undefined) return;
    this.#failures = event.type === 'failed' ? this.#failures + 1 : 0;
    this.#apply(event);
    this.#checkLater();
  }

  #checkLater(): void {
    this.#cancelCheck();
    this.#cancelCheck = this.#options.clock.setTimeout(() => {
      this.check();
      this.#checkLater();
    }, checkDelay(this.#failures));
  }

  #forget(): void {
    this.#cancelCheck();
    this.#underway.abort();
    this.#underway = new AbortController();
    this.#failures = 0;
  }

  /** @returns whether the event changed anything */
  #apply(event: UpdateEvent): boolean {
    const before = this.#state;
    this.#state = nextUpdateState(before, event);
    if (this.#state === before) return false;
    this.#log(event);
    this.#options.onChange();
    return true;
  }

  #log(event: UpdateEvent): void {
    if (event.type === 'progress') return;
    const { log } = this.#options;
    const version = 'update' in this.#state ? { version: this.#state.update.version } : {};
    const failure = event.type === 'failed' ? { failure: event.failure, detail: event.detail } : {};
    log.write('update', { state: this.#state.kind, ...version, ...failure });
  }
}
