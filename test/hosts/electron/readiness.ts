/** Whether the app is ready: Electron refuses much before that, and some things afterwards. */
class Readiness {
  readonly #promise = Promise.withResolvers<undefined>();
  #isReached = false;

  get isReached(): boolean {
    return this.#isReached;
  }

  get reached(): Promise<void> {
    return this.#promise.promise;
  }

  reach(): void {
    this.#isReached = true;
    this.#promise.resolve(undefined);
  }

  /** @throws Error with Electron's message if the app is not ready yet */
  require(problem: string): void {
    if (!this.#isReached) throw new Error(problem);
  }
}

export const readiness = new Readiness();
