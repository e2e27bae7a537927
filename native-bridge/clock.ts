/** The source of time for everything that waits or measures, so that tests can control it. */
export interface Clock {
  /** In milliseconds since 1970. Never runs backwards, whatever happens to the computer's date. */
  now(): number;
  /** @returns the function that cancels the call; harmless after the call */
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

/**
 * @param signal ends the wait early
 * @throws the signal's reason
 */
export function delay(clock: Clock, delayMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      cancelTimer();
      reject(reasonOf(signal));
    };
    const cancelTimer = clock.setTimeout(() => {
      signal?.removeEventListener('abort', end);
      resolve();
    }, delayMs);
    signal?.addEventListener('abort', end, { once: true });
    if (signal?.aborted === true) end();
  });
}

function reasonOf(signal: AbortSignal | undefined): Error {
  const reason: unknown = signal?.reason;
  return reason instanceof Error ? reason : new Error(String(reason));
}
