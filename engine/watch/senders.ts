import type { MessageRow, ServiceView } from '../../common/view.ts';
import type { StatusPairs } from '../../common/status-message.ts';
import type { ServiceReading } from './service-reading.ts';

/** How many of the service's processes are remembered, the newest ones: each start creates one. */
const PROCESS_LIMIT = 64;

/**
 * Tells which messages came from the service's process, as far as that can be known. A mailslot does not say who wrote
 * a message: a message names a process, which anybody may forge, and the SCM names the service's.
 */
export class Senders {
  #processIds: readonly number[] = [];
  #current: number | undefined;
  #judgedUpTo = 0;
  #newestUnknown = 0;
  #unknownProcess: number | undefined;
  #latestOwn: MessageRow | undefined;

  /** What the window needs to tell the service's messages from others. */
  get view(): ServiceView['senders'] {
    return { processIds: [...this.#processIds], judgedUpTo: this.#judgedUpTo };
  }

  /** The newest message from the service's current process; undefined before the first. */
  get latestOwn(): MessageRow | undefined {
    return this.#latestOwn?.pid === this.#current ? this.#latestOwn : undefined;
  }

  /** Whether a message names a process that the SCM has not named and has not been asked about since. */
  get hasUnjudged(): boolean {
    return this.#newestUnknown > this.#judgedUpTo;
  }

  receive(row: MessageRow): void {
    if (row.pid === undefined) return;
    if (row.pid === this.#current) this.#latestOwn = row;
    // A service that has just started posts before the SCM is asked for its process.
    else if (!this.#processIds.includes(row.pid)) {
      this.#newestUnknown = row.id;
      this.#unknownProcess = row.pid;
    }
  }

  /**
   * @param isBeingStarted whether Sigma itself has just started the service. One that fails at once may have posted
   *   without the SCM ever being read while it had a process
   */
  read(reading: ServiceReading, isBeingStarted: boolean): void {
    if (reading.kind === 'unavailable') return;
    this.#current = reading.kind === 'present' ? reading.status.processId : undefined;
    const named = this.#current ?? (isBeingStarted ? this.#unknownProcess : undefined);
    if (named !== undefined && !this.#processIds.includes(named)) {
      this.#processIds = [...this.#processIds, named].slice(-PROCESS_LIMIT);
    }
    this.#judgedUpTo = this.#newestUnknown;
    this.#unknownProcess = undefined;
  }
}

/** When the process that posts the service's status started. */
export interface ProcessStart {
  readonly processId: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/**
 * A post gives the process's uptime in whole seconds, so the start computed from it varies by up to one. In
 * milliseconds.
 */
const PRECISION_MS = 1000;

/**
 * Computes from a post when its process started.
 * @param known the result of earlier posts
 * @param arrivedAt when the post arrived, in milliseconds since 1970 by the computer's date, like the time in the post
 * @param serviceProcessId the service's process, if the SCM has named one: posts of other processes prove nothing
 */
export function followStart(
  known: ProcessStart | undefined,
  { pid, at, up }: StatusPairs,
  arrivedAt: number,
  serviceProcessId: number | undefined,
): ProcessStart | undefined {
  const startedAt = at - up * 1000;
  const isPossible = startedAt >= 0 && startedAt <= arrivedAt;
  if (!isPossible || (serviceProcessId !== undefined && serviceProcessId !== pid)) return known;
  if (known?.processId === pid && Math.abs(known.at - startedAt) < PRECISION_MS) return known;
  return { processId: pid, at: startedAt };
}
