import { MAX_MESSAGE_BYTES } from '../bridge.ts';
import type { PackedBatch } from './mailslot-reader-protocol.ts';

/** How many messages one batch holds at most. */
export const BATCH_MESSAGES = 512;

/** Room for that many of a usual size; a batch of large messages is full sooner. */
const BATCH_BYTES = 256 * 1024;

/** How much room the next message is given: as much as the system lets through. */
export const ROOM_BYTES = MAX_MESSAGE_BYTES;

/** Gathers messages where the system puts them, one behind the other: none is copied by itself. */
export class MessageBatch {
  /** Stays the same, whatever is gathered in it. */
  readonly bytes = new Uint8Array(BATCH_BYTES);
  readonly #ends = new Uint32Array(BATCH_MESSAGES);
  readonly #arrivedAt = new Float64Array(BATCH_MESSAGES);
  #length = 0;
  #end = 0;

  /** Where in {@link bytes} the next message goes: there is {@link ROOM_BYTES} behind it until the batch is full. */
  get end(): number {
    return this.#end;
  }

  get length(): number {
    return this.#length;
  }

  get isFull(): boolean {
    return this.#length === BATCH_MESSAGES || this.#end + ROOM_BYTES > BATCH_BYTES;
  }

  /** How long before the last message the first one arrived, in milliseconds. */
  get ageMs(): number {
    const newest = this.#arrivedAt[Math.max(0, this.#length - 1)] ?? 0;
    return newest - (this.#arrivedAt[0] ?? 0);
  }

  /**
   * Adds what was read at {@link end}.
   * @param length of it in bytes; a message that is too long is cut
   * @param at milliseconds since 1970
   */
  add(length: number, at: number): void {
    this.#end += Math.min(length, MAX_MESSAGE_BYTES);
    this.#ends[this.#length] = this.#end;
    this.#arrivedAt[this.#length] = at;
    this.#length += 1;
  }

  /** Takes all messages out, in copies that can be transferred to another thread. */
  take(): PackedBatch {
    const batch = {
      bytes: this.bytes.slice(0, this.#end),
      ends: this.#ends.slice(0, this.#length),
      arrivedAt: this.#arrivedAt.slice(0, this.#length),
      dropped: 0,
    };
    this.#length = 0;
    this.#end = 0;
    return batch;
  }
}

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
    if (batch === undefined) throw new RangeError('No batch is pending');
    this.#weight -= weightOf(batch);
    return batch;
  }
}

function weightOf({ bytes, ends }: PackedBatch): number {
  return bytes.length + ends.length * MESSAGE_OVERHEAD_BYTES;
}
