import { once } from 'node:events';
import {
  ERROR_SERVICE_CANNOT_ACCEPT_CTRL,
  ERROR_OPERATION_ABORTED,
  ERROR_TIMEOUT,
} from '../../common/win32-codes.ts';
import type { Outcome } from '../../common/ipc.ts';
import type { Job, Task } from '../../common/operations.ts';
import { reportError, reportWin32, Win32Error } from '../../common/win32-error.ts';
import type { Clock } from '../../native-bridge/clock.ts';
import { SERVICE_NAME } from '../../common/product.ts';
import { perform, type JobTools } from './operations.ts';

/**
 * How long a job may take in milliseconds: Sigma's dialog and Windows' prompt, two minutes each, and the helper's work, three
 * minutes at most.
 */
const JOB_TIMEOUT_MS = 480_000;

/** How long exclusive work may take, including the jobs queued before it. In milliseconds. */
const ALONE_TIMEOUT_MS = 900_000;

interface JobsOptions extends Omit<JobTools, 'signal'> {
  /** Reads the service again, including its configuration, so that the window shows the result. */
  readonly readAll: () => Promise<void>;
  /** Called when {@link Jobs.busy} or {@link Jobs.left} may have changed. */
  readonly onChange: () => void;
}

interface Underway {
  readonly job: Job;
  readonly leaving: AbortController;
  isBegun: boolean;
}

/**
 * Runs the user's jobs one at a time. A user who stops waiting gets the window back at once, but what Windows was asked
 * to do can't be taken back: the next job begins when the abandoned one has ended.
 */
export class Jobs implements Disposable {
  readonly #options: JobsOptions;
  readonly #queue: WorkQueue;
  readonly #ending = new AbortController();
  /** The job that the user is waiting for. */
  #awaited: Underway | undefined;
  /** The job that is running: an earlier one than the awaited job, if the user stopped waiting for it. */
  #begun: Underway | undefined;
  /** When the last job for Sigma's own service ended, in milliseconds of the monotonic clock. */
  #ownEndedAt = -Infinity;

  constructor(options: JobsOptions) {
    this.#options = options;
    this.#queue = new WorkQueue(options.clock);
  }

  get busy(): Task | undefined {
    return this.#awaited?.job.task;
  }

  get left(): Task | undefined {
    return this.#begun === this.#awaited ? undefined : this.#begun?.job.task;
  }

  /** What the user is waiting for, if it is about Sigma's own service. */
  get ownTask(): Task | undefined {
    return this.#awaited !== undefined && isOwn(this.#awaited.job) ? this.busy : undefined;
  }

  /**
   * @returns whether a job for Sigma's own service has been running at any time since then, in milliseconds of the monotonic
   *   clock
   */
  wasBusySince(at: number): boolean {
    const underway = [this.#awaited, this.#begun].filter((one) => one !== undefined);
    return underway.some(({ job }) => isOwn(job)) || this.#ownEndedAt >= at;
  }

  /**
   * May show an administrator prompt. When it returns, the service has been read again, unless the user stopped
   * waiting. Never throws.
   */
  async perform(job: Job): Promise<Outcome> {
    if (this.#awaited !== undefined) {
      return { kind: 'failed', error: reportWin32(job.task, ERROR_SERVICE_CANNOT_ACCEPT_CTRL) };
    }
    const underway: Underway = { job, leaving: new AbortController(), isBegun: false };
    this.#awaited = underway;
    this.#options.onChange();
    const outcome = await this.#outcomeOf(underway);
    this.#log('operation', job, outcome);
    const reading = this.#options.readAll();
    // This reading may hang as well.
    await Promise.race([reading, aborted(underway.leaving.signal)]);
    this.#awaited = undefined;
    this.#options.onChange();
    return outcome;
  }

  /**
   * Does work that must not overlap with a job: it waits for the jobs requested before it, and later jobs wait for it.
   * @throws ERROR_TIMEOUT, ERROR_OPERATION_ABORTED when this is disposed, and what the work throws
   */
  alone<T>(api: string, work: () => Promise<T>): Promise<T> {
    return this.#queue.run(api, work, { timeoutMs: ALONE_TIMEOUT_MS, signal: this.#ending.signal });
  }

  /** Stops waiting for the current job, if there is one. */
  leave(): void {
    this.#awaited?.leaving.abort();
  }

  /** Stops waiting for what is running. */
  [Symbol.dispose](): void {
    this.#ending.abort();
  }

  async #outcomeOf(underway: Underway): Promise<Outcome> {
    const { job, leaving } = underway;
    try {
      return await this.#queue.run(job.task, (signal) => this.#work(underway, signal), {
        timeoutMs: JOB_TIMEOUT_MS,
        signal: AbortSignal.any([leaving.signal, this.#ending.signal]),
      });
    } catch (error) {
      if (leaving.signal.aborted) return { kind: underway.isBegun ? 'left' : 'withdrawn' };
      return { kind: 'failed', error: reportError(error, job.task) };
    }
  }

  async #work(underway: Underway, signal: AbortSignal): Promise<Outcome> {
    underway.isBegun = true;
    this.#begun = underway;
    this.#options.onChange();
    const outcome = await perform(underway.job, { ...this.#options, signal });
    this.#begun = undefined;
    if (isOwn(underway.job)) this.#ownEndedAt = this.#options.clock.now();
    if (underway !== this.#awaited) {
      this.#log('left-operation-ended', underway.job, outcome);
      void this.#options.readAll();
    }
    this.#options.onChange();
    return outcome;
  }

  #log(event: string, job: Job, outcome: Outcome): void {
    const code = outcome.kind === 'failed' ? outcome.error.code : 0;
    const service = 'service' in job ? { service: job.service } : {};
    this.#options.log.write(event, { operation: job.task, ...service, outcome: outcome.kind, code });
  }
}

/** The SCM ignores the case of a name's letters. */
function isOwn(job: Job): boolean {
  return !('service' in job) || job.service.toLowerCase() === SERVICE_NAME.toLowerCase();
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}

/** When a caller stops waiting for an answer. */
export interface Patience {
  /** Counts from the request, so it includes the time in the queue. In milliseconds. */
  readonly timeoutMs: number;
  /** Aborted by a user who stops waiting. */
  readonly signal?: AbortSignal;
}

/**
 * Runs one piece of work at a time on one service. A call that the SCM is holding (for 30 s while another service
 * starts) can't be taken back: a caller that stops waiting returns at once, but the next work begins only when the held
 * call has ended.
 */
export class WorkQueue {
  readonly #clock: Clock;
  #last: Promise<unknown> = Promise.resolve();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * @param api the name of the work, for errors
   * @param work its signal is aborted when nobody waits for it any longer; it is not begun at all if that happens
   *   before its turn
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
