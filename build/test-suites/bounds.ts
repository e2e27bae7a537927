import { setTimeout } from 'node:timers/promises';

/** @returns whether the promise was fulfilled within that time */
export async function isDoneWithin(milliseconds: number, promise: Promise<unknown>): Promise<boolean> {
  const timer = new AbortController();
  try {
    const timeout = setTimeout(milliseconds, false, { signal: timer.signal });
    // Ended below; nobody waits for it.
    timeout.catch(() => undefined);
    return await Promise.race([promise.then(() => true), timeout]);
  } finally {
    timer.abort();
  }
}

/**
 * Gives work a signal that is aborted when its time is over. Unlike AbortSignal.timeout(), it keeps this process alive
 * until then, so a failure is reported.
 */
export async function withDeadline<T>(
  milliseconds: number,
  work: (deadline: AbortSignal) => Promise<T>,
): Promise<T> {
  const deadline = new AbortController();
  const timer = globalThis.setTimeout(() => {
    deadline.abort(new Error(`not finished after ${durationText(milliseconds)}`));
  }, milliseconds);
  try {
    return await work(deadline.signal);
  } finally {
    clearTimeout(timer);
  }
}

/** @returns a duration for people: `90 s`, `5 min` */
export function durationText(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}
