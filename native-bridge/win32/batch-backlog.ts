import type { PackedBatch } from './mailslot-reader-protocol.ts';

/** How much waits at most, in bytes. Each message counts its own size and a little. */
export const BACKLOG_BYTES = 16 * 1024 * 1024;
const MESSAGE_OVERHEAD_BYTES = 64;

/** Batches that nobody has taken yet. Beyond the limit the oldest is dropped, and its messages are counted. */
export class BatchBacklog {
  readonly #batches: PackedBatch[] = [];
  #weight = 0;
  #dropped = 0;

  get length(): number {
    return this.#batches.length;
  }

  push(batch: PackedBatch): void {
    this.#batches.push(batch);
    this.#weight += weightOf(batch);
    while (this.#weight > BACKLOG_BYTES && this.length > 1) {
      const { ends, dropped } = this.#shift();
      this.#dropped += ends.length + dropped;
    }
  }

  /** @returns the oldest batch, with the number of messages that were dropped before it; undefined without one */
  take(): PackedBatch | undefined {
    if (this.length === 0) return undefined;
    const batch = this.#shift();
    const dropped = batch.dropped + this.#dropped;
    this.#dropped = 0;
    return { ...batch, dropped };
  }

  #shift(): PackedBatch {
    const batch = this.#batches.shift();
    if (batch === undefined) throw new RangeError('There is no batch');
    this.#weight -= weightOf(batch);
    return batch;
  }
}

function weightOf({ bytes, ends }: PackedBatch): number {
  return bytes.length + ends.length * MESSAGE_OVERHEAD_BYTES;
}
