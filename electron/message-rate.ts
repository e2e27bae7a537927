/** Over how long the rate is an average, in milliseconds. */
export const RATE_WINDOW_MS = 5_000;

interface Sample {
  readonly at: number;
  readonly received: number;
}

/**
 * How many messages a second arrive, on average over the last seconds. One message more or less in that time
 * changes nothing: a regular sender has a rate that stands still.
 */
export class MessageRate {
  #samples: readonly Sample[] = [];
  #inWindow = 0;

  get perSecond(): number {
    return this.#inWindow / (RATE_WINDOW_MS / 1000);
  }

  /** @param received how many messages have arrived since the beginning */
  measure(received: number, at: number): void {
    const oldest = this.#samples.findLastIndex((sample) => sample.at <= at - RATE_WINDOW_MS);
    this.#samples = [...this.#samples.slice(Math.max(0, oldest)), { at, received }];
    this.#show(countInWindow(this.#samples));
  }

  #show(count: number): void {
    const isSteady = count > 0 && this.#inWindow > 0 && Math.abs(count - this.#inWindow) <= 1;
    if (!isSteady) this.#inWindow = count;
  }
}

function countInWindow(samples: readonly Sample[]): number {
  const [first, last] = [samples[0], samples.at(-1)];
  if (first === undefined || last === undefined) return 0;
  const elapsed = Math.max(RATE_WINDOW_MS, last.at - first.at);
  return Math.round(((last.received - first.received) * RATE_WINDOW_MS) / elapsed);
}
