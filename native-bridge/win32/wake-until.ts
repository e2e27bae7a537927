import { delay, type Clock } from '../clock.ts';

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
