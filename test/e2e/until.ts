import { setTimeout } from 'node:timers/promises';

/** How long a change may take to show in the window, in milliseconds. */
export const SHOW_TIMEOUT_MS = 45_000;

const POLL_MS = 50;

/** Repeats an assertion until it holds. @throws what it throws last, once that has taken too long */
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
