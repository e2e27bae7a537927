import { nativeImage, type BrowserWindow } from 'electron';
import { isDeepStrictEqual } from 'node:util';
import { pictureFile } from './health-picture.ts';
import type { Clock } from '../../native-bridge/clock.ts';
import type { TaskbarModel } from './taskbar-model.ts';

/** What Electron takes for no progress at all, and for progress whose end is not known. */
const NO_PROGRESS = -1;
const INDETERMINATE = 2;

/**
 * When after the window was shown its button is told again, in milliseconds. The taskbar drops what comes before it has
 * made the button, and Electron does not pass on when that is (the message TaskbarButtonCreated).
 */
const BUTTON_DELAYS_MS: readonly number[] = [0, 250, 1_000, 5_000];

interface TaskbarOptions {
  /** Where the pictures are. */
  readonly folder: string;
  readonly window: Pick<BrowserWindow, 'on' | 'isDestroyed' | 'setProgressBar' | 'setOverlayIcon'>;
  readonly clock: Clock;
}

/** Shows the health and what is under way on the window's button on the taskbar. */
export class Taskbar implements Disposable {
  readonly #options: TaskbarOptions;
  #shown: TaskbarModel | undefined;
  #cancels: readonly (() => void)[] = [];

  constructor(options: TaskbarOptions) {
    this.#options = options;
    const { window, clock } = options;
    // With a hidden window the button goes, and what it showed.
    window.on('show', () => {
      this.#cancel();
      this.#cancels = BUTTON_DELAYS_MS.map((delay) =>
        clock.setTimeout(() => {
          this.#showAgain();
        }, delay),
      );
    });
    window.on('hide', () => {
      this.#cancel();
    });
  }

  show(model: TaskbarModel): void {
    const { folder, window } = this.#options;
    if (isDeepStrictEqual(model, this.#shown) || window.isDestroyed()) return;
    this.#shown = model;
    if (model.isBusy) window.setProgressBar(INDETERMINATE, { mode: 'indeterminate' });
    else window.setProgressBar(NO_PROGRESS);
    const overlay = nativeImage.createFromPath(pictureFile(folder, 'overlay', model.overlay));
    window.setOverlayIcon(overlay, model.description);
  }

  [Symbol.dispose](): void {
    this.#cancel();
  }

  #showAgain(): void {
    const model = this.#shown;
    this.#shown = undefined;
    if (model !== undefined) this.show(model);
  }

  #cancel(): void {
    for (const cancel of this.#cancels) cancel();
    this.#cancels = [];
  }
}
