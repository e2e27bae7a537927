import { delay, type Clock } from '../clock.ts';

/** What the reader thread receives. */
export interface ReaderInput {
  /** The server handle: the thread reads it, and its creator closes it once the thread has ended. */
  readonly handle: number;
  /** Int32 cells shared with the creator: see CLOSING and UNTAKEN. */
  readonly control: SharedArrayBuffer;
}

/** Cell: 1 once the thread has to end. */
export const CLOSING = 0;
/** Cell: the number of batches that were sent and not yet taken. */
export const UNTAKEN = 1;
export const CONTROL_BYTES = 2 * Int32Array.BYTES_PER_ELEMENT;

/**
 * How many batches may be in transit before the rest is held back. The receiver counts a batch as taken only in the
 * next round of its event loop, because Node delivers up to a thousand messages of a thread before anything else, and
 * in a flood the next one would always be there. So this is also how many batches a click waits for.
 */
export const UNTAKEN_BATCHES = 8;

/** Several messages in transferable arrays: message i ends at ends[i]. */
export interface PackedBatch {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly ends: Uint32Array<ArrayBuffer>;
  /** Milliseconds since 1970. */
  readonly arrivedAt: Float64Array<ArrayBuffer>;
  readonly dropped: number;
}

/** Sent last if reading failed; after closing, the thread ends without it. */
interface ReaderFailure {
  readonly api: string;
  readonly code: number;
}
export type ReaderOutput = PackedBatch | ReaderFailure;

/** How long to wait for a thread to wake up before waking it again, in milliseconds. */
const WAKE_AGAIN_AFTER_MS = 25;

/** How long a thread is woken, in milliseconds: less than the app has to end. */
export const WAKE_PATIENCE_MS = 3_000;

/**
 * Wakes a thread repeatedly until it has ended, because a thread that is about to wait misses being woken. A thread
 * that has ended is left alone, because the message that wakes it could reach someone else by then.
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
