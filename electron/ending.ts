import { delay, type Clock } from '../native-bridge/clock.ts';

/** How long writing and closing at the end may take before the process ends anyway, in milliseconds. */
export const END_PATIENCE_MS = 5_000;

interface EndingOptions {
  readonly clock: Clock;
  /** Called with what did not end properly. */
  readonly onFailure: (error: unknown) => Promise<void>;
  /** Ends the app. */
  readonly exit: (exitCode: number) => void;
}

/** The only way in which the app ends, whoever asks for it and however often. */
export class Ending {
  /** What has to be closed at the end, in reverse order. */
  readonly owned = new AsyncDisposableStack();
  readonly #options: EndingOptions;
  #end: Promise<void> | undefined;

  constructor(options: EndingOptions) {
    this.#options = options;
  }

  /**
   * Closes everything and ends the app, on the first call. Never throws.
   * @param exitCode the first caller's, or 1 if something does not close
   * @param lastWord called between the two, when Sigma no longer holds anything
   * @returns the same promise for every caller
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
