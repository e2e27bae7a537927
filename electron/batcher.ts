import { isDeepStrictEqual } from 'node:util';
import { BoundedBuffer } from '../common/bounded-buffer.ts';
import type { Batch, MessageRow, View } from '../common/ipc.ts';
import type { Clock } from '../native-bridge/clock.ts';

/** The shortest time between two batches, in milliseconds: one frame of a 60 Hz display, and none gets two. */
export const FRAME_MS = 17;

/** The most messages one batch carries, of more than that the newest: two seconds of a flood of 10,000 a second. */
const BATCH_LIMIT = 20_000;

interface BatcherOptions {
  readonly clock: Clock;
  /** The view at the time of the call. */
  readonly takeView: () => View;
  readonly send: (batch: Batch) => void;
  /** Told of messages that were let go because more came within a frame than a batch carries. */
  readonly onDropped: (count: number) => void;
}

/** Gathers what changes into numbered batches, at most one a frame, and none where nothing changed. */
export class Batcher implements Disposable {
  readonly #options: BatcherOptions;
  readonly #messages = new BoundedBuffer<MessageRow>(BATCH_LIMIT);
  #number = 0;
  #sentAt = 0;
  #sentView: View | undefined;
  #isScheduled = false;
  #cancel: () => void = () => undefined;

  constructor(options: BatcherOptions) {
    this.#options = options;
  }

  /** The number of the last batch that was sent. */
  get number(): number {
    return this.#number;
  }

  add(message: MessageRow): void {
    this.#messages.push(message);
    this.viewMayHaveChanged();
  }

  viewMayHaveChanged(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    const { clock } = this.#options;
    const wait = Math.max(0, this.#sentAt + FRAME_MS - clock.now());
    this.#cancel = clock.setTimeout(() => {
      this.flush();
    }, wait);
  }

  /** Sends at once what has gathered. */
  flush(): void {
    this.#cancel();
    this.#isScheduled = false;
    this.#options.onDropped(this.#messages.takeDropped());
    const messages = this.#messages.takeAll();
    const view = this.#options.takeView();
    if (messages.length === 0 && isDeepStrictEqual(view, this.#sentView)) return;
    this.#number += 1;
    this.#sentAt = this.#options.clock.now();
    this.#sentView = view;
    this.#options.send({ number: this.#number, view, messages });
  }

  [Symbol.dispose](): void {
    this.#cancel();
    // Stays scheduled for good, so that nothing schedules it again.
    this.#isScheduled = true;
  }
}
