import { delay, type Clock } from '../clock.ts';

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

/** How long to wait for a thread to wake before waking it again, in milliseconds. */
const WAKE_AGAIN_AFTER_MS = 25;

/** How long it is woken at most, in milliseconds: less than the whole end of the app may take. */
export const WAKE_PATIENCE_MS = 3_000;

/**
 * Wakes a thread again and again until it has ended: one that is only about to wait misses being woken. One that has
 * ended is left alone: what wakes it may be somebody else's by now.
 * @returns whether it has ended within {@link WAKE_PATIENCE_MS}
 */
export async function wakeUntil(ended: Promise<unknown>, clock: Clock, wake: () => void): Promise<boolean> {
  const endsWithin = (delayMs: number): Promise<boolean> =>
    Promise.race([ended.then(() => true), delay(clock, delayMs).then(() => false)]);
  const deadline = clock.now() + WAKE_PATIENCE_MS;
  let hasEnded = await endsWithin(0);
  while (!hasEnded && clock.now() < deadline) {
    wake();
    hasEnded = await endsWithin(WAKE_AGAIN_AFTER_MS);
  }
  return hasEnded;
}
