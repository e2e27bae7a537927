import { MAX_MESSAGE_BYTES } from '../bridge.ts';
import type { PackedBatch } from './mailslot-reader-protocol.ts';

/** How many messages one batch holds at most. */
export const BATCH_MESSAGES = 512;

/** Room for that many of a usual size; a batch of large messages is full sooner. */
const BATCH_BYTES = 256 * 1024;

/**
 * How much room the next message is given. One character more than the system lets through shows where it lets more
 * through (Wine), and cuts the message.
 */
export const ROOM_BYTES = MAX_MESSAGE_BYTES + 2;

/** Gathers messages where the system puts them, one behind the other: none is copied by itself. */
export class MessageBatch {
  /** Stays the same, whatever is gathered in it. */
  readonly bytes = new Uint8Array(BATCH_BYTES);
  #ends: number[] = [];
  #arrivedAt: number[] = [];
  #end = 0;

  /** Where in {@link bytes} the next message goes: there is {@link ROOM_BYTES} behind it until the batch is full. */
  get end(): number {
    return this.#end;
  }

  get length(): number {
    return this.#ends.length;
  }

  get isFull(): boolean {
    return this.length === BATCH_MESSAGES || this.#end + ROOM_BYTES > BATCH_BYTES;
  }

  /** How long before the last message the first one arrived, in milliseconds. */
  get ageMs(): number {
    return (this.#arrivedAt.at(-1) ?? 0) - (this.#arrivedAt[0] ?? 0);
  }

  /**
   * Adds what was read at {@link end}.
   * @param length of it in bytes; a message that is too long is cut
   * @param at milliseconds since 1970
   */
  add(length: number, at: number): void {
    this.#end += Math.min(length, MAX_MESSAGE_BYTES);
    this.#ends.push(this.#end);
    this.#arrivedAt.push(at);
  }

  /** Takes all messages out. The bytes are a copy that can be transferred to another thread. */
  take(): PackedBatch {
    const batch = {
      bytes: this.bytes.slice(0, this.#end),
      ends: this.#ends,
      arrivedAt: this.#arrivedAt,
      dropped: 0,
    };
    this.#ends = [];
    this.#arrivedAt = [];
    this.#end = 0;
    return batch;
  }
}
