import type { ErrorReport } from '../../common/view.ts';
import { BoundedBuffer } from '../../common/bounded-buffer.ts';
import { ERROR_FILE_NOT_FOUND } from '../../common/win32-codes.ts';
import { reportError } from '../../common/win32-error.ts';

/** How many messages wait for a client that is closed: five minutes' worth at one a second. */
const CAPACITY = 300;

/** What became of the latest attempt to post. */
export type Reach =
  | { readonly kind: 'taken' }
  /** ERROR_FILE_NOT_FOUND: nobody owns the mailslot, and that is no error. */
  | { readonly kind: 'away' }
  /** The mailslot is there, and the system does not let the service post. */
  | { readonly kind: 'refused'; readonly error: ErrorReport };

/**
 * Posts messages in order, one at a time, without ever holding up the service: while no client listens, the
 * newest are kept and go out, with their original times, once one does. A message that fell out shows as a gap
 * in the sequence numbers, and is counted.
 */
export class StatusPoster {
  readonly #post: (message: Uint8Array) => Promise<void>;
  readonly #waiting = new BoundedBuffer<Uint8Array>(CAPACITY);
  readonly #onReach: (reach: Reach) => void;
  #posting: Promise<void> | undefined;
  #reach: Reach | undefined;

  /**
   * @param post rejects if the message was not taken; must not block the calling thread
   * @param onReach told of the first attempt, and then of each that ends in another way than the one before
   */
  constructor(post: (message: Uint8Array) => Promise<void>, onReach: (reach: Reach) => void) {
    this.#post = post;
    this.#onReach = onReach;
  }

  /** How many messages have fallen out since the service started. */
  get lost(): number {
    return this.#waiting.dropped;
  }

  /** Adds a message and posts what is waiting, unless that is still under way. */
  submit(message: Uint8Array): void {
    this.#waiting.push(message);
    this.#posting ??= this.#postAll().finally(() => {
      this.#posting = undefined;
    });
  }

  /** Settles when posting pauses: because all is posted, or because nothing is taken. */
  async settled(): Promise<void> {
    await this.#posting;
  }

  async #postAll(): Promise<void> {
    for (let message = this.#waiting.shift(); message !== undefined; message = this.#waiting.shift()) {
      try {
        await this.#post(message);
      } catch (error) {
        // Whatever the reason, the client is out of reach: the message keeps its place for the next attempt.
        this.#waiting.unshift(message);
        this.#setReach(reachAfter(error));
        return;
      }
      this.#setReach({ kind: 'taken' });
    }
  }

  #setReach(reach: Reach): void {
    if (this.#reach !== undefined && isSame(this.#reach, reach)) return;
    this.#reach = reach;
    this.#onReach(reach);
  }
}

function reachAfter(error: unknown): Reach {
  const report = reportError(error, 'postToMailslot');
  return report.code === ERROR_FILE_NOT_FOUND ? { kind: 'away' } : { kind: 'refused', error: report };
}

function isSame(before: Reach, now: Reach): boolean {
  if (before.kind !== 'refused' || now.kind !== 'refused') return before.kind === now.kind;
  return before.error.code === now.error.code;
}
