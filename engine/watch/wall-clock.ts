import type { Clock } from '../../native-bridge/clock.ts';

/** How far the computer's date may go from the clock without being followed: the two never agree to the millisecond. */
const PRECISION_MS = 500;

/**
 * The computer's date beside the clock that does not run backwards: the date may be set, and the clock stands while the
 * computer sleeps. What has been is told by the date as it is now, so that no moment of the past lies in the future.
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

  /** To be called regularly: the date is followed only then. */
  follow(): void {
    const ahead = this.#date() - this.#clock.now();
    if (Math.abs(ahead - this.#ahead) >= PRECISION_MS) this.#ahead = ahead;
  }

  /** @param at by the clock. @returns the same moment by the date */
  dateOf(at: number): number {
    return at + this.#ahead;
  }

  /** @returns a moment that the date tells, by the clock */
  clockOf(date: number): number {
    return date - this.#ahead;
  }
}
