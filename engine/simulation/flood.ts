import { encodeMessage } from '../../common/status-message.ts';
import type { Clock } from '../../native-bridge/clock.ts';

/** How often the messages that have become due are posted, in milliseconds. */
const STEP_MS = 10;

/**
 * Another program that posts a given number of messages each second, evenly, for as long as the computer runs.
 * @returns the function that ends it
 */
export function startFlood(perSecond: number, clock: Clock, post: (message: Uint8Array) => void): () => void {
  const startedAt = clock.now();
  let posted = 0;
  let cancel: () => void = () => undefined;
  const step = (): void => {
    const due = Math.floor(((clock.now() - startedAt) * perSecond) / 1000);
    while (posted < due) {
      posted += 1;
      post(
        encodeMessage(
          `Message ${String(posted)} of ${String(perSecond)} that another program posts each second`,
        ),
      );
    }
    cancel = clock.setTimeout(step, STEP_MS);
  };
  step();
  return () => {
    cancel();
  };
}
