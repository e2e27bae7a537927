/** What the reader thread is given and what it sends. */
export interface ReaderInput {
  /** The server handle: the thread reads it, its creator closes it once the thread has ended. */
  readonly handle: number;
  /** Int32 cells shared with the creator: see CLOSING and UNTAKEN. */
  readonly control: SharedArrayBuffer;
}

/** Cell: 1 once the thread shall end. */
export const CLOSING = 0;
/** Cell: how many batches were sent and not yet taken. */
export const UNTAKEN = 1;
export const CONTROL_BYTES = 2 * Int32Array.BYTES_PER_ELEMENT;

/**
 * How many batches may be under way before the rest is held back. Their receiver counts one as taken only in the next
 * round of its event loop: Node hands on a thread's messages, up to a thousand, before it looks at anything else, and in
 * a flood the next one would always be there. So this is also how many batches a click waits for.
 */
export const UNTAKEN_BATCHES = 8;

/** Several messages in arrays that can be transferred: message i ends at ends[i]. */
export interface PackedBatch {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly ends: Uint32Array<ArrayBuffer>;
  /** Milliseconds since 1970. */
  readonly arrivedAt: Float64Array<ArrayBuffer>;
  readonly dropped: number;
}

/** The thread's last word where reading failed; after closing it ends without one. */
interface ReaderFailure {
  readonly api: string;
  readonly code: number;
}
export type ReaderOutput = PackedBatch | ReaderFailure;
