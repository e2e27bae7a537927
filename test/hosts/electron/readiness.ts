/** Whether the app is ready: much of Electron is refused before, and some of it afterwards. */
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

  /** @throws Error with Electron's words before that */
  require(problem: string): void {
    if (!this.#isReached) throw new Error(problem);
  }
}

export const readiness = new Readiness();
