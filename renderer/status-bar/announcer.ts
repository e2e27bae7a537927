/** The clock to measure and wait by, in milliseconds. */
interface Timing {
  now(): number;
  /** @returns the function that cancels the call */
  setTimeout(callback: () => void, delayMs: number): () => void;
}

/** The shortest time between two announcements, in milliseconds: a screen reader needs it to speak the first. */
export const ANNOUNCEMENT_GAP_MS = 4000;

/** Announces texts, but never faster than a user can listen: texts in between are left out. */
export class Announcer {
  readonly #timing: Timing;
  readonly #say: (text: string) => void;
  #said: string;
  #saidAt: number;
  #cancelWaiting: () => void = () => undefined;

  /** @param said a text that need not be spoken, because it is already there */
  constructor(timing: Timing, said: string, say: (text: string) => void) {
    this.#timing = timing;
    this.#say = say;
    this.#said = said;
    this.#saidAt = timing.now();
  }

  /** Announces the text as soon as possible, instead of one that is still waiting. */
  tell(text: string): void {
    this.end();
    if (text === this.#said) return;
    const dueAt = this.#saidAt + ANNOUNCEMENT_GAP_MS;
    this.#cancelWaiting = this.#timing.setTimeout(
      () => {
        this.#said = text;
        this.#saidAt = this.#timing.now();
        this.#say(text);
      },
      Math.max(0, dueAt - this.#timing.now()),
    );
  }

  /** Discards a text that is still waiting. */
  end(): void {
    this.#cancelWaiting();
  }
}
