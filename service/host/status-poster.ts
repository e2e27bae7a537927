import type { ErrorReport } from '../../common/view.ts';
import { BoundedBuffer } from '../../common/bounded-buffer.ts';
import { ERROR_FILE_NOT_FOUND } from '../../common/win32-codes.ts';
import { reportError } from '../../common/win32-error.ts';

/** How many messages wait for a closed client: five minutes' worth at one per second. */
const CAPACITY = 300;

/** The result of the latest attempt to post. */
export type Reach =
  | { readonly kind: 'taken' }
  /** ERROR_FILE_NOT_FOUND: no client owns the mailslot, which is no error. */
  | { readonly kind: 'away' }
  /** The mailslot exists, but Windows does not let the service post to it. */
  | { readonly kind: 'refused'; readonly error: ErrorReport };

/**
 * Posts messages in order, one at a time, without ever delaying the service. While no client listens, the newest
 * messages are kept, and are posted with their original times once one does. A dropped message leaves a gap in the
 * sequence numbers, and is counted.
 */
export class StatusPoster {
  readonly #post: (message: Uint8Array) => Promise<void>;
  readonly #waiting = new BoundedBuffer<Uint8Array>(CAPACITY);
  readonly #onReach: (reach: Reach) => void;
  #posting: Promise<void> | undefined;
  #reach: Reach | undefined;

  /**
   * @param post rejects if the message was not accepted; must not block the calling thread
   * @param onReach called for the first attempt, and then whenever the result differs from the previous one
   */
  constructor(post: (message: Uint8Array) => Promise<void>, onReach: (reach: Reach) => void) {
    this.#post = post;
    this.#onReach = onReach;
  }

  /** How many messages have been dropped since the service started. */
  get lost(): number {
    return this.#waiting.dropped;
  }

  /** Adds a message and posts what is waiting, unless posting is already in progress. */
  submit(message: Uint8Array): void {
    this.#waiting.push(message);
    this.#posting ??= this.#postAll().finally(() => {
      this.#posting = undefined;
    });
  }

  /** Settles when posting pauses: because everything is posted, or because nothing is accepted. */
  async settled(): Promise<void> {
    await this.#posting;
  }

  async #postAll(): Promise<void> {
    for (let message = this.#waiting.shift(); message !== undefined; message = this.#waiting.shift()) {
      try {
        await this.#post(message);
      } catch (error) {
        // Whatever the reason, the client can't be reached: the message keeps its place for the next attempt.
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
