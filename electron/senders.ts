import type { MessageRow, View } from '../common/ipc.ts';
import type { ServiceReading } from './service-reading.ts';

/** How many of the service's processes are remembered, the newest ones: each start has its own. */
const PROCESS_LIMIT = 64;

/**
 * Which messages came from the service's process, as far as that can be known. A mailslot does not tell who has
 * written: what is known is the process that a message names, which anybody may forge, and the one that the SCM names.
 */
export class Senders {
  #processIds: readonly number[] = [];
  #current: number | undefined;
  #judgedUpTo = 0;
  #newestUnknown = 0;
  #unknownProcess: number | undefined;
  #latestOwn: MessageRow | undefined;

  /** What the window needs to tell the service's messages from others. */
  get view(): View['senders'] {
    return { processIds: [...this.#processIds], judgedUpTo: this.#judgedUpTo };
  }

  /** The newest message of the process that is the service's now; undefined before any. */
  get latestOwn(): MessageRow | undefined {
    return this.#latestOwn?.pid === this.#current ? this.#latestOwn : undefined;
  }

  /** Whether a message names a process that the SCM has not named, and that it was not asked for since. */
  get hasUnjudged(): boolean {
    return this.#newestUnknown > this.#judgedUpTo;
  }

  receive(row: MessageRow): void {
    if (row.pid === undefined) return;
    if (row.pid === this.#current) this.#latestOwn = row;
    // A service that has just started posts before the SCM was asked for its process.
    else if (!this.#processIds.includes(row.pid)) {
      this.#newestUnknown = row.id;
      this.#unknownProcess = row.pid;
    }
  }

  /**
   * @param isBeingStarted whether Sigma itself has just had the service started: one that fails at once has posted, and the
   *   SCM may not have been asked while it had a process
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
