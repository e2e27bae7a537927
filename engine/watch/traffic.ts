import type { Traffic } from '../../common/view.ts';
import type { StatusPairs } from '../../common/status-message.ts';

/** What is counted of one message. */
interface CountedMessage {
  /** In bytes. */
  readonly size: number;
  readonly malformed: boolean;
  readonly pairs: StatusPairs | undefined;
}

/** Counts what comes through the mailslot. All of it is untrusted. */
export class MailslotTraffic {
  readonly #rate = new MessageRate();
  readonly #service = new ServiceCounts();
  #received = 0;
  #malformed = 0;
  #dropped = 0;
  #bytes = 0;
  #largest = 0;

  /** The number of messages that have arrived. */
  get received(): number {
    return this.#received;
  }

  count({ size, malformed, pairs }: CountedMessage): void {
    this.#received += 1;
    if (malformed) this.#malformed += 1;
    this.#bytes += size;
    this.#largest = Math.max(this.#largest, size);
    if (pairs !== undefined) this.#service.follow(pairs);
  }

  /** @param processIds the service's processes that the SCM has named, the newest last */
  knowService(processIds: readonly number[]): void {
    this.#service.adopt(processIds);
  }

  countDropped(count: number): void {
    this.#dropped += count;
  }

  /** Must be called regularly, because the rate changes only then. @param at milliseconds of a monotonic clock */
  tick(at: number): void {
    this.#rate.measure(this.#received, at);
  }

  totals(): Traffic {
    return {
      received: this.#received,
      malformed: this.#malformed,
      dropped: this.#dropped,
      bytes: this.#bytes,
      largest: this.#largest,
      perSecond: this.#rate.perSecond,
      gaps: this.#service.missing,
      lost: this.#service.lost,
    };
  }
}

/** The period that the rate is averaged over, in milliseconds. */
export const RATE_WINDOW_MS = 5_000;

interface Sample {
  readonly at: number;
  readonly received: number;
}

/**
 * The number of messages per second, averaged over the last few seconds. One message more or less in that period
 * changes nothing, so the rate of a regular sender is steady.
 */
export class MessageRate {
  #samples: readonly Sample[] = [];
  #inWindow = 0;

  get perSecond(): number {
    return this.#inWindow / (RATE_WINDOW_MS / 1000);
  }

  /** @param received the number of messages that have arrived in all */
  measure(received: number, at: number): void {
    const oldest = this.#samples.findLastIndex((sample) => sample.at <= at - RATE_WINDOW_MS);
    this.#samples = [...this.#samples.slice(Math.max(0, oldest)), { at, received }];
    this.#show(countInWindow(this.#samples));
  }

  #show(count: number): void {
    const isSteady = count > 0 && this.#inWindow > 0 && Math.abs(count - this.#inWindow) <= 1;
    if (!isSteady) this.#inWindow = count;
  }
}

function countInWindow(samples: readonly Sample[]): number {
  const [first, last] = [samples[0], samples.at(-1)];
  if (first === undefined || last === undefined) return 0;
  const elapsed = Math.max(RATE_WINDOW_MS, last.at - first.at);
  return Math.round(((last.received - first.received) * RATE_WINDOW_MS) / elapsed);
}

/** How many processes not known to be the service's are followed: those heard from most recently. */
const STRANGER_LIMIT = 16;

/**
 * The largest number of messages that a sender can lose at once: a number further ahead starts another count, or is
 * forged.
 */
const LARGEST_GAP = 1_000_000;

/** What the messages of one process say. */
interface Said {
  readonly seq: number;
  /** How many messages are missing in its sequence numbers. */
  readonly missing: number;
  /** How many messages it reports as dropped. */
  readonly lost: number;
}

/**
 * What the service's own messages say about messages that did not arrive. Messages of other processes count only once
 * the SCM has named their process, which may be after a newly started service's first messages.
 */
export class ServiceCounts {
  #own = new Map<number, Said>();
  readonly #strangers = new Map<number, Said>();
  /** From processes of the service that are no longer followed. */
  #missingBefore = 0;
  #lost = 0;

  get missing(): number {
    return [...this.#own.values()].reduce((sum, { missing }) => sum + missing, this.#missingBefore);
  }

  /** The number that the service reported last. */
  get lost(): number {
    return this.#lost;
  }

  follow({ pid, seq, lost }: Pick<StatusPairs, 'pid' | 'seq' | 'lost'>): void {
    const own = this.#own.get(pid);
    if (own !== undefined) {
      const said = continued(own, seq, lost);
      this.#own.set(pid, said);
      this.#lost = said.lost;
      return;
    }
    const known = this.#strangers.get(pid);
    // Re-inserted at the end, where the most recently heard processes are.
    this.#strangers.delete(pid);
    this.#strangers.set(pid, continued(known, seq, lost));
    const [first] = this.#strangers.keys();
    if (first !== undefined && this.#strangers.size > STRANGER_LIMIT) this.#strangers.delete(first);
  }

  /** @param processIds the service's processes that the SCM has named, the newest last */
  adopt(processIds: readonly number[]): void {
    const own = new Map<number, Said>();
    for (const pid of processIds) {
      const said = this.#own.get(pid) ?? this.#strangers.get(pid) ?? { seq: 0, missing: 0, lost: 0 };
      if (!this.#own.has(pid) && this.#strangers.delete(pid)) this.#lost = said.lost;
      own.set(pid, said);
    }
    for (const [pid, { missing }] of this.#own) if (!own.has(pid)) this.#missingBefore += missing;
    this.#own = own;
  }
}

function continued(known: Said | undefined, seq: number, lost: number | undefined): Said {
  const skipped = known === undefined || known.seq === 0 ? 0 : seq - known.seq - 1;
  const isGap = skipped > 0 && skipped <= LARGEST_GAP;
  return {
    seq,
    missing: (known?.missing ?? 0) + (isGap ? skipped : 0),
    // Each dropped message had a number before this one's.
    lost: lost !== undefined && lost <= seq ? lost : (known?.lost ?? 0),
  };
}
