import { delay, type Clock } from '../native-bridge/clock.ts';

/** How long what is written and closed at the end may take before the process ends anyway, in milliseconds. */
export const END_PATIENCE_MS = 5_000;

interface EndingOptions {
  readonly clock: Clock;
  /** Told what did not end as it should. */
  readonly onFailure: (error: unknown) => Promise<void>;
  /** Ends the app. */
  readonly exit: (exitCode: number) => void;
}

/** The one end of the app, whoever asks for it and however often. */
export class Ending {
  /** What is to be closed then; what came last goes first. */
  readonly owned = new AsyncDisposableStack();
  readonly #options: EndingOptions;
  #end: Promise<void> | undefined;

  constructor(options: EndingOptions) {
    this.#options = options;
  }

  /**
   * Closes everything and ends the app, the first time that it is called. Never throws.
   * @param exitCode the first caller's counts, unless something does not close: then it is 1
   * @param lastWord done between the two, where nothing of Sigma's is in anybody's way any more
   * @returns the same promise for everybody
   */
  begin(exitCode: number, lastWord?: () => Promise<void>): Promise<void> {
    this.#end ??= this.#run(exitCode, lastWord);
    return this.#end;
  }

  async #run(exitCode: number, lastWord?: () => Promise<void>): Promise<void> {
    const { clock, onFailure, exit } = this.#options;
    let code = exitCode;
    try {
      const waiting = new AbortController();
      const late = delay(clock, END_PATIENCE_MS, waiting.signal).then(() => {
        throw new Error(`Sigma did not close everything within ${String(END_PATIENCE_MS)} ms`);
      });
      late.catch(() => undefined);
      await Promise.race([this.owned.disposeAsync(), late]).finally(() => {
        waiting.abort();
      });
    } catch (error) {
      await onFailure(error);
      code = code === 0 ? 1 : code;
    }
    await lastWord?.();
    exit(code);
  }
}
