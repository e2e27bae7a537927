import { nativeImage, type BrowserWindow } from 'electron';
import { isDeepStrictEqual } from 'node:util';
import { pictureFile, type TaskbarModel } from './models.ts';
import type { Clock } from '../../native-bridge/clock.ts';

/** Electron's value for no progress; any value above 1 means indeterminate progress. */
const NO_PROGRESS = -1;
const INDETERMINATE = 2;

interface TaskbarOptions {
  /** The folder of the pictures. */
  readonly folder: string;
  readonly window: Pick<BrowserWindow, 'isDestroyed' | 'setProgressBar' | 'setOverlayIcon'>;
  readonly clock: Clock;
  /** Registers a callback for whenever Explorer has created the window's button. */
  readonly onButtonCreated: (callback: () => void) => void;
}

/** Shows the health, and whether something is running, on the window's taskbar button. */
export class Taskbar implements Disposable {
  readonly #options: TaskbarOptions;
  #shown: TaskbarModel | undefined;
  #cancel: () => void = () => undefined;

  constructor(options: TaskbarOptions) {
    this.#options = options;
    const { clock, onButtonCreated } = options;
    // The button disappears with a hidden window and with Explorer, and what is shown before it is back is lost.
    onButtonCreated(() => {
      this.#cancel();
      // Not while handling the message, because Explorer may be waiting for it.
      this.#cancel = clock.setTimeout(() => {
        this.#showAgain();
      }, 0);
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
}
