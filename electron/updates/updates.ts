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

/** How often is looked for updates while Sigma runs; after failures, so much later at most. In milliseconds. */
const CHECK_INTERVAL_MS = 24 * HOUR_MS;

/** What gets updates. Each of its methods throws what is in the way. */
export interface Updater {
  /** @returns what the server says of a newer version, unchecked; undefined if there is none */
  check(channel: UpdateChannel): Promise<unknown>;
  /** Gets what was found last, and checks whose it is. */
  download(onProgress: (percent: number) => void, signal: AbortSignal): Promise<void>;
  /** Checks again what was downloaded, starts it and has the app quit. @throws ERROR_CANCELLED if the prompt was refused */
  install(): Promise<void>;
}

export type Wanted = Pick<Settings, 'lookForUpdates' | 'updateChannel'>;

interface UpdatesOptions {
  /** What gets them, or why nothing does. */
  readonly updater: Updater | UpdateObstacle;
  readonly clock: Clock;
  readonly log: Log;
  /** Told when {@link Updates.state} has changed. */
  readonly onChange: () => void;
}

/** @returns how long after so many failures in a row is looked again, in milliseconds */
export function checkDelay(failures: number): number {
  return failures === 0 ? CHECK_INTERVAL_MS : Math.min(CHECK_INTERVAL_MS, HOUR_MS * 2 ** (failures - 1));
}

/**
 * Looks for updates when it begins and then once a day. Everything else is done when a person says so, one thing at a
 * time; what is under way when updates are switched off or come from another channel is forgotten.
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

  /** Holds to what the person wants, from now on. */
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

  /** @returns whether the event made a difference */
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
