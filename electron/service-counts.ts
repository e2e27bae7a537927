import type { StatusPairs } from '../common/status-message.ts';

/** How many processes are followed that are not known for the service's, those that were heard of last. */
const STRANGER_LIMIT = 16;

/** No sender loses more at once: a number further on begins another count, or was made up. */
const LARGEST_GAP = 1_000_000;

/** What the messages of one process say. */
interface Said {
  readonly seq: number;
  /** How many messages are missing between the numbers that it gave them. */
  readonly missing: number;
  /** How many it says that it has dropped. */
  readonly lost: number;
}

/**
 * What the service's own messages say of those that did not arrive. Others may say what they like: theirs count only once
 * the SCM has named their process, which may come after the first messages of a service that has just started.
 */
export class ServiceCounts {
  #own = new Map<number, Said>();
  readonly #strangers = new Map<number, Said>();
  /** Of the service's processes that are no longer followed. */
  #missingBefore = 0;
  #lost = 0;

  get missing(): number {
    return [...this.#own.values()].reduce((sum, { missing }) => sum + missing, this.#missingBefore);
  }

  /** What the service said of it last. */
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
    // Once more at the end, where those stand that were heard of last.
    this.#strangers.delete(pid);
    this.#strangers.set(pid, continued(known, seq, lost));
    const [first] = this.#strangers.keys();
    if (first !== undefined && this.#strangers.size > STRANGER_LIMIT) this.#strangers.delete(first);
  }

  /** @param processIds the service's processes, as far as the SCM has named them, the newest last */
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
    // Each message that was dropped had a number before this one's.
    lost: lost !== undefined && lost <= seq ? lost : (known?.lost ?? 0),
  };
}
