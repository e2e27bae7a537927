import type { Clock } from '../../native-bridge/clock.ts';

/**
 * How far the computer's date may differ from the clock before it is followed: the two never agree to the millisecond.
 * In milliseconds.
 */
const PRECISION_MS = 500;

/**
 * The computer's date next to the monotonic clock. The date may be set, and the clock stops while the computer sleeps.
 * Past moments are given by the current date, so none of them lies in the future.
 */
export class WallClock {
  readonly #clock: Clock;
  readonly #date: () => number;
  /** In milliseconds. */
  #ahead: number;

  /** @param date in milliseconds since 1970 */
  constructor(clock: Clock, date: () => number) {
    this.#clock = clock;
    this.#date = date;
    this.#ahead = date() - clock.now();
  }

  /** Must be called regularly: the date is followed only then. */
  follow(): void {
    const ahead = this.#date() - this.#clock.now();
    if (Math.abs(ahead - this.#ahead) >= PRECISION_MS) this.#ahead = ahead;
  }

  /** @param at by the clock. @returns the same moment by the date */
  dateOf(at: number): number {
    return at + this.#ahead;
  }

  /** @returns the moment of a date, by the clock */
  clockOf(date: number): number {
    return date - this.#ahead;
  }
}
