import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '../../native-bridge/clock.ts';

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** More turns of the event loop than any answer takes that sets a timer. */
const TURNS = 10;

/** A clock that stands still until a test moves it. */
export class ManualClock implements Clock {
  #now = Date.UTC(2024, 0, 1);
  readonly #timers = new Set<Timer>();

  /** The number of pending timers. */
  get waiting(): number {
    return this.#timers.size;
  }

  now(): number {
    return this.#now;
  }

  setTimeout(callback: () => void, delayMs: number): () => void {
    const timer = { at: this.#now + delayMs, callback };
    this.#timers.add(timer);
    return () => {
      this.#timers.delete(timer);
    };
  }

  /** Lets time pass, calls what is due in order, and lets everything answer. */
  async advance(durationMs: number): Promise<void> {
    const end = this.#now + durationMs;
    for (;;) {
      for (let count = 0; count < TURNS; count += 1) await turn();
      const due = [...this.#timers]
        .filter(({ at }) => at <= end)
        .sort((left, right) => left.at - right.at)[0];
      if (due === undefined) break;
      this.#timers.delete(due);
      this.#now = due.at;
      due.callback();
    }
    this.#now = end;
  }
}
