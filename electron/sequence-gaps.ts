/** How many senders are followed, those that were heard of last. */
const SENDER_LIMIT = 16;

/** No sender loses more at once: a number further on begins another count, or was made up. */
const LARGEST_GAP = 1_000_000;

/** Counts what is missing between the numbers that each process gives its messages. */
export class SequenceGaps {
  readonly #lastOf = new Map<number, number>();
  #missing = 0;

  get missing(): number {
    return this.#missing;
  }

  follow(processId: number, seq: number): void {
    const skipped = seq - (this.#lastOf.get(processId) ?? seq) - 1;
    if (skipped > 0 && skipped <= LARGEST_GAP) this.#missing += skipped;
    // Once more at the end, where those stand that were heard of last.
    this.#lastOf.delete(processId);
    this.#lastOf.set(processId, seq);
    const [first] = this.#lastOf.keys();
    if (first !== undefined && this.#lastOf.size > SENDER_LIMIT) this.#lastOf.delete(first);
  }
}
