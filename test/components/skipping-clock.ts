import { setImmediate as turn } from 'node:timers/promises';
import { systemClock, type Clock } from '../../native-bridge/clock.ts';

interface Timer {
  readonly at: number;
  readonly callback: () => void;
  cancel: () => void;
}

/** More turns of the event loop than any answer takes that sets a timer. */
const TURNS = 10;

/** The system's clock, which a test can advance instead of waiting. */
export class SkippingClock implements Clock {
  #skippedMs = 0;
  readonly #timers = new Set<Timer>();

  now(): number {
    return systemClock.now() + this.#skippedMs;
  }

  setTimeout(callback: () => void, delayMs: number): () => void {
    const timer: Timer = { at: this.now() + delayMs, callback, cancel: () => undefined };
    this.#timers.add(timer);
    this.#arm(timer);
    return () => {
      timer.cancel();
      this.#timers.delete(timer);
    };
  }

  /** Lets time pass at once: calls what is due in order, and lets everything answer. */
  async skip(durationMs: number): Promise<void> {
    const end = this.now() + durationMs;
    for (;;) {
      for (let count = 0; count < TURNS; count += 1) await turn();
      const due = this.#firstDue(end);
      if (due === undefined) break;
      this.#skipTo(due.at);
      due.cancel();
      this.#fire(due);
    }
    this.#skipTo(end);
    for (const timer of this.#timers) {
      timer.cancel();
      this.#arm(timer);
    }
  }

  #firstDue(end: number): Timer | undefined {
    return [...this.#timers]
      .filter(({ at }) => at <= end)
      .reduce<Timer | undefined>(
        (first, timer) => (first === undefined || timer.at < first.at ? timer : first),
        undefined,
      );
  }

  #skipTo(time: number): void {
    this.#skippedMs += Math.max(0, time - this.now());
  }

  #arm(timer: Timer): void {
    timer.cancel = systemClock.setTimeout(() => {
      this.#fire(timer);
    }, timer.at - this.now());
  }

  #fire(timer: Timer): void {
    this.#timers.delete(timer);
    timer.callback();
  }
}
