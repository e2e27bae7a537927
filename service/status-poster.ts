import { BoundedBuffer } from '../common/bounded-buffer.ts';

/** How many messages wait for a client that is closed: five minutes' worth at one a second. */
const CAPACITY = 300;

/**
 * Posts messages in order, one at a time, without ever holding up the service: while no client listens, the
 * newest are kept and go out, with their original times, once one does. A message that fell out shows as a gap
 * in the sequence numbers, and is counted.
 */
export class StatusPoster {
  readonly #post: (message: Uint8Array) => Promise<void>;
  readonly #waiting = new BoundedBuffer<Uint8Array>(CAPACITY);
  readonly #onClient: (isThere: boolean) => void;
  #posting: Promise<void> | undefined;
  #isClientThere: boolean | undefined;

  /**
   * @param post rejects if nobody owns the mailslot; must not block the calling thread
   * @param onClient told when messages begin to be taken, or are not taken any more
   */
  constructor(
    post: (message: Uint8Array) => Promise<void>,
    onClient: (isThere: boolean) => void = () => undefined,
  ) {
    this.#post = post;
    this.#onClient = onClient;
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

  /** Settles when posting pauses: because all is posted, or because nobody listens. */
  async settled(): Promise<void> {
    await this.#posting;
  }

  async #postAll(): Promise<void> {
    for (let message = this.#waiting.shift(); message !== undefined; message = this.#waiting.shift()) {
      try {
        await this.#post(message);
        this.#setClient(true);
      } catch {
        // Whatever the reason, the client is out of reach: the message keeps its place for the next attempt.
        this.#waiting.unshift(message);
        this.#setClient(false);
        return;
      }
    }
  }

  #setClient(isThere: boolean): void {
    if (isThere === this.#isClientThere) return;
    this.#isClientThere = isThere;
    this.#onClient(isThere);
  }
}
