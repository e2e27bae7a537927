/** What it measures and waits by, in milliseconds. */
interface Timing {
  now(): number;
  /** @returns what cancels the call */
  setTimeout(callback: () => void, delayMs: number): () => void;
}

/** The shortest time between two announcements, in milliseconds: a screen reader needs it to say the first. */
export const ANNOUNCEMENT_GAP_MS = 4000;

/** Says what it is told, though never faster than it can be listened to: what came in between is left out. */
export class Announcer {
  readonly #timing: Timing;
  readonly #say: (text: string) => void;
  #said: string;
  #saidAt: number;
  #cancelWaiting: () => void = () => undefined;

  /** @param said what need not be said, because it is there already */
  constructor(timing: Timing, said: string, say: (text: string) => void) {
    this.#timing = timing;
    this.#say = say;
    this.#said = said;
    this.#saidAt = timing.now();
  }

  /** Has the text said as soon as may be, in place of one that still waits. */
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

  /** Says nothing of what still waits. */
  end(): void {
    this.#cancelWaiting();
  }
}
