import { nativeImage, type BrowserWindow } from 'electron';
import { isDeepStrictEqual } from 'node:util';
import { pictureFile, type TaskbarModel } from './models.ts';
import type { Clock } from '../../native-bridge/clock.ts';

/** What Electron takes for no progress at all, and for progress whose end is not known. */
const NO_PROGRESS = -1;
const INDETERMINATE = 2;

interface TaskbarOptions {
  /** Where the pictures are. */
  readonly folder: string;
  readonly window: Pick<BrowserWindow, 'isDestroyed' | 'setProgressBar' | 'setOverlayIcon'>;
  readonly clock: Clock;
  /** Calls back whenever Explorer has made the window's button. */
  readonly onButtonCreated: (callback: () => void) => void;
}

/** Shows the health and what is under way on the window's button on the taskbar. */
export class Taskbar implements Disposable {
  readonly #options: TaskbarOptions;
  #shown: TaskbarModel | undefined;
  #cancel: () => void = () => undefined;

  constructor(options: TaskbarOptions) {
    this.#options = options;
    const { clock, onButtonCreated } = options;
    // The button goes with a hidden window and with Explorer. What it shows before it is there again is dropped.
    onButtonCreated(() => {
      this.#cancel();
      // Not inside of the message, which Explorer may wait for.
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
