/** Time, handed to whatever waits or measures, so that tests can drive it. */
export interface Clock {
  /** Milliseconds since 1970. Never runs backwards, whatever happens to the computer's date. */
  now(): number;
  /** @returns what cancels the call; harmless once it was made */
  setTimeout(callback: () => void, delayMs: number): () => void;
}

export const systemClock: Clock = {
  now: () => performance.timeOrigin + performance.now(),
  setTimeout(callback, delayMs) {
    const timer = setTimeout(callback, delayMs);
    return () => {
      clearTimeout(timer);
    };
  },
};

export function delay(clock: Clock, delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    clock.setTimeout(resolve, delayMs);
  });
}
