import { setTimeout } from 'node:timers/promises';

/** How long a change may take to show in the window, in milliseconds. */
export const SHOW_TIMEOUT_MS = 45_000;

const POLL_MS = 50;

/** Repeats an assertion until it holds. @throws the assertion's last error if it does not hold in time */
export async function until(holds: () => void | Promise<void>): Promise<void> {
  const deadline = performance.now() + SHOW_TIMEOUT_MS;
  for (;;) {
    try {
      await holds();
      return;
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await setTimeout(POLL_MS);
    }
  }
}

/** @throws Error if the promise does not settle in time */
export function within<T>(coming: Promise<T>, what: string): Promise<T> {
  const deadline = setTimeout(SHOW_TIMEOUT_MS, undefined, { ref: false }).then(() => {
    throw new Error(`Timed out after ${String(SHOW_TIMEOUT_MS)} ms: ${what}`);
  });
  return Promise.race([coming, deadline]);
}
