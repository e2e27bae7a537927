import { ERROR_OPERATION_ABORTED, ERROR_TIMEOUT } from '../../common/error-codes.ts';
import { Win32Error } from '../../common/win32-error.ts';
import type { Clock } from '../../native-bridge/clock.ts';

/** When whoever asked stops waiting for an answer. */
export interface Patience {
  /** From being asked on, the wait for its turn included. In milliseconds. */
  readonly timeoutMs: number;
  /** Aborted by a person who does not want to wait any longer. */
  readonly signal?: AbortSignal;
}

/**
 * One piece of work at a time on one service. A call that the SCM holds (for 30 s while another service is starting)
 * cannot be taken back: who stops waiting gets his answer at once, and the next work still begins only when the
 * held one has ended.
 */
export class WorkQueue {
  readonly #clock: Clock;
  #last: Promise<unknown> = Promise.resolve();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * @param api the name of what is done, for the errors
   * @param work told by its signal when nobody waits for it any more; not begun at all if that is so at its turn
   * @throws ERROR_TIMEOUT, ERROR_OPERATION_ABORTED, and what the work throws
   */
  run<T>(
    api: string,
    work: (signal: AbortSignal) => Promise<T>,
    { timeoutMs, signal }: Patience,
  ): Promise<T> {
    const ending = new AbortController();
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const giveUp = (code: number): void => {
      const reason = new Win32Error(api, code);
      ending.abort(reason);
      reject(reason);
    };
    const leave = (): void => {
      giveUp(ERROR_OPERATION_ABORTED);
    };
    const cancelTimer = this.#clock.setTimeout(() => {
      giveUp(ERROR_TIMEOUT);
    }, timeoutMs);
    signal?.addEventListener('abort', leave);
    if (signal?.aborted === true) leave();
    this.#last = this.#last.then(async () => {
      if (ending.signal.aborted) return;
      await work(ending.signal).then(resolve, reject);
    });
    return promise.finally(() => {
      cancelTimer();
      signal?.removeEventListener('abort', leave);
    });
  }
}
