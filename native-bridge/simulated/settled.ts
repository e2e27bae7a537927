/**
 * Does the work at once, and answers in a later turn of the event loop, as a call on another thread does: who
 * calls in a loop lets timers and windows have their turn. What the work throws rejects.
 */
export function settled<T>(work: () => T): Promise<T> {
  return new Promise((resolve, reject) => {
    try {
      setImmediate(resolve, work());
    } catch (error) {
      setImmediate(reject, error);
    }
  });
}
