import type { MessageRow, View, ViewPatch } from '../common/view.ts';
import { isDeepStrictEqual } from 'node:util';
import { BoundedBuffer } from '../common/bounded-buffer.ts';
import type { Batch } from '../common/ipc.ts';
import type { Clock } from '../native-bridge/clock.ts';

/** The shortest time between two batches, in milliseconds: one frame of a 60 Hz display, so no frame gets two. */
export const FRAME_MS = 17;

/** The most messages that one batch carries, the newest ones: two seconds of a flood of 10,000 a second. */
const BATCH_LIMIT = 20_000;

interface BatcherOptions {
  readonly clock: Clock;
  /** The view at the time of the call. */
  readonly takeView: () => View;
  readonly send: (batch: Batch) => void;
  /** Called with the view when it may have changed, at most once a frame. */
  readonly onView: (view: View) => void;
  /** Called with the number of messages dropped because more came within a frame than a batch can carry. */
  readonly onDropped: (count: number) => void;
}

/**
 * Gathers changes into numbered batches: at most one a frame, and none if nothing has changed. The next batch waits
 * until the window has drawn the previous one, because a window slower than the changes would never catch up.
 * `onView` is called no matter what the window does.
 */
export class Batcher implements Disposable {
  readonly #options: BatcherOptions;
  readonly #messages = new BoundedBuffer<MessageRow>(BATCH_LIMIT);
  #number = 0;
  #lookedAt = 0;
  #sentView: View | undefined;
  #isUntaken = false;
  #isHeld = false;
  #isScheduled = false;
  #isDisposed = false;
  #cancel: () => void = () => undefined;

  constructor(options: BatcherOptions) {
    this.#options = options;
  }

  /** The number of the last batch sent. */
  get number(): number {
    return this.#number;
  }

  add(message: MessageRow): void {
    this.#messages.push(message);
    this.viewMayHaveChanged();
  }

  viewMayHaveChanged(): void {
    if (this.#isScheduled || this.#isDisposed) return;
    this.#isScheduled = true;
    const { clock } = this.#options;
    const wait = Math.max(0, this.#lookedAt + FRAME_MS - clock.now());
    this.#cancel = clock.setTimeout(() => {
      this.#look();
    }, wait);
  }

  /** Notes that the window has drawn the batch of that number, or already has everything that batch contains. */
  took(number: number): void {
    if (number < this.#number) return;
    this.#isUntaken = false;
    if (this.#isHeld) this.viewMayHaveChanged();
  }

  /** Sends what has gathered at once. */
  flush(): void {
    this.#cancel();
    this.#noteLook();
    this.#send(this.#takeView());
  }

  [Symbol.dispose](): void {
    this.#cancel();
    this.#isDisposed = true;
  }

  #look(): void {
    this.#noteLook();
    const view = this.#takeView();
    this.#options.onView(view);
    if (this.#isUntaken) this.#isHeld = true;
    else this.#send(view);
  }

  #noteLook(): void {
    this.#isScheduled = false;
    this.#isHeld = false;
    this.#lookedAt = this.#options.clock.now();
  }

  /** The count of dropped messages is part of the view. */
  #takeView(): View {
    this.#options.onDropped(this.#messages.takeDropped());
    return this.#options.takeView();
  }

  #send(view: View): void {
    const messages = this.#messages.takeAll();
    const patch = this.#sentView === undefined ? patchTo(view) : patchBetween(this.#sentView, view);
    if (messages.length === 0 && patch === undefined) return;
    this.#number += 1;
    this.#sentView = view;
    this.#isUntaken = true;
    this.#options.send({ number: this.#number, ...(patch && { patch }), messages });
  }
}

/** @returns a patch with every field of the view */
function patchTo({ app, computer, services }: View): ViewPatch {
  return { app, computer, services: [...services.values()] };
}

/** @returns the fields that differ; undefined if none do */
function patchBetween(before: View, now: View): ViewPatch | undefined {
  const app = changedFields(before.app, now.app);
  const computer = changedFields(before.computer, now.computer);
  const services = [...now.services.values()].flatMap((service) => {
    const change = changedFields(before.services.get(service.name) ?? {}, service);
    return change === undefined ? [] : [{ ...change, name: service.name }];
  });
  const gone = [...before.services.keys()].filter((name) => !now.services.has(name));
  const patch: ViewPatch = {
    ...(app && { app }),
    ...(computer && { computer }),
    ...(services.length > 0 && { services }),
    ...(gone.length > 0 && { gone }),
  };
  return Object.keys(patch).length === 0 ? undefined : patch;
}

function changedFields<Fields extends object>(
  before: Partial<Fields>,
  now: Fields,
): Partial<Fields> | undefined {
  const keys = new Set([...Object.keys(before), ...Object.keys(now)] as (keyof Fields)[]);
  const changed = [...keys].filter((key) => !isDeepStrictEqual(before[key], now[key]));
  if (changed.length === 0) return undefined;
  return Object.fromEntries(changed.map((key) => [key, now[key]])) as Partial<Fields>;
}
