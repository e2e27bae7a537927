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
import type { OperationTools } from './elevate.ts';
import { perform } from './operations.ts';

/** How long a job may take: a prompt, which Windows withdraws after two minutes, and the helper's work. */
const JOB_TIMEOUT_MS = 300_000;

/** How long what is done by itself may take, the jobs before it included. In milliseconds. */
const ALONE_TIMEOUT_MS = 900_000;

interface JobsOptions extends Omit<OperationTools, 'signal' | 'onElevated'> {
  /** Has the window see what has become of the service, its configuration included. */
  readonly readAll: () => Promise<void>;
  /** Told when {@link Jobs.busy} or {@link Jobs.left} may have changed. */
  readonly onChange: () => void;
}

interface Underway {
  readonly job: Job;
  readonly leaving: AbortController;
  isBegun: boolean;
}

/**
 * What a person has asked for, one job at a time. Who does not want to wait for one any longer is free at once, but
 * what Windows was asked to do cannot be taken back: the next job begins when that one has ended.
 */
export class Jobs implements Disposable {
  readonly #options: JobsOptions;
  readonly #queue: WorkQueue;
  readonly #ending = new AbortController();
  /** What somebody waits for, */
  #awaited: Underway | undefined;
  /** and what is being done: one before, if that was left. */
  #begun: Underway | undefined;

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

  /** May show an administrator prompt. The service has been read afterwards, unless the job was left. Never throws. */
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
    // That may hang as well.
    await Promise.race([reading, aborted(underway.leaving.signal)]);
    this.#awaited = undefined;
    this.#options.onChange();
    return outcome;
  }

  /**
   * Does what must not happen beside a job: it waits for those that were asked for before, and those that are asked for
   * later wait for it.
   * @throws ERROR_TIMEOUT, ERROR_OPERATION_ABORTED when this is disposed of, and what the work throws
   */
  alone<T>(api: string, work: () => Promise<T>): Promise<T> {
    return this.#queue.run(api, work, { timeoutMs: ALONE_TIMEOUT_MS, signal: this.#ending.signal });
  }

  /** Stops waiting for the job under way, if there is one. */
  leave(): void {
    this.#awaited?.leaving.abort();
  }

  /** What is under way is left. */
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
    if (underway !== this.#awaited) {
      this.#log('left-operation-ended', underway.job, outcome);
      void this.#options.readAll();
    }
    this.#options.onChange();
    return outcome;
  }

  #log(event: string, { task }: Job, outcome: Outcome): void {
    const code = outcome.kind === 'failed' ? outcome.error.code : 0;
    this.#options.log.write(event, { operation: task, outcome: outcome.kind, code });
  }
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}

/** When whoever asked stops waiting for an answer. */
export interface Patience {
  /** From being asked on, the wait for its turn included. In milliseconds. */
  readonly timeoutMs: number;
  /** Aborted by a person who stops waiting. */
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
