import { MAX_MESSAGE_BYTES } from '../bridge.ts';
import type { PackedBatch } from './mailslot-reader-protocol.ts';

/** The most messages that one batch holds. */
export const BATCH_MESSAGES = 512;

/** Room for that many messages of ordinary size, in bytes; large messages fill a batch sooner. */
const BATCH_BYTES = 256 * 1024;

/** The room for the next message, in bytes: as much as Windows lets through. */
export const ROOM_BYTES = MAX_MESSAGE_BYTES;

/** Gathers messages directly where Windows writes them, one after the other, so that none is copied. */
export class MessageBatch {
  /** Stays the same object, whatever it contains. */
  readonly bytes = new Uint8Array(BATCH_BYTES);
  readonly #ends = new Uint32Array(BATCH_MESSAGES);
  readonly #arrivedAt = new Float64Array(BATCH_MESSAGES);
  #length = 0;
  #end = 0;

  /** Where the next message goes in {@link bytes}: {@link ROOM_BYTES} are free behind it until the batch is full. */
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
   * Adds the message that was read at {@link end}.
   * @param length its length in bytes; a message that is too long is cut
   * @param at its arrival, in milliseconds since 1970
   */
  add(length: number, at: number): void {
    this.#end += Math.min(length, MAX_MESSAGE_BYTES);
    this.#ends[this.#length] = this.#end;
    this.#arrivedAt[this.#length] = at;
    this.#length += 1;
  }

  /** Removes all messages. @returns them in copies that can be transferred to another thread */
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

/** The most that can wait, in bytes. Each message counts its own size and a little more. */
export const BACKLOG_BYTES = 16 * 1024 * 1024;
const MESSAGE_OVERHEAD_BYTES = 64;

/** Batches that have not been taken yet. Beyond the limit the oldest is dropped, and its messages are counted. */
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

  /** @returns the oldest batch, with the number of messages dropped before it; undefined if there is none */
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
