import { nativeImage, type BrowserWindow } from 'electron';
import { isDeepStrictEqual } from 'node:util';
import { pictureFile } from './health-picture.ts';
import type { TaskbarModel } from './taskbar-model.ts';

/** What Electron takes for no progress at all, and for progress whose end is not known. */
const NO_PROGRESS = -1;
const INDETERMINATE = 2;

/** Shows the health and what is under way on the window's button on the taskbar. */
export class Taskbar {
  readonly #folder: string;
  readonly #window: BrowserWindow;
  #shown: TaskbarModel | undefined;

  /** @param folder where the pictures are */
  constructor(folder: string, window: BrowserWindow) {
    this.#folder = folder;
    this.#window = window;
    // The taskbar forgets what it showed when the button goes, as it does with a hidden window.
    window.on('show', () => {
      const model = this.#shown;
      this.#shown = undefined;
      if (model !== undefined) this.show(model);
    });
  }

  show(model: TaskbarModel): void {
    if (isDeepStrictEqual(model, this.#shown) || this.#window.isDestroyed()) return;
    this.#shown = model;
    if (model.isBusy) this.#window.setProgressBar(INDETERMINATE, { mode: 'indeterminate' });
    else this.#window.setProgressBar(NO_PROGRESS);
    const overlay = nativeImage.createFromPath(pictureFile(this.#folder, 'overlay', model.overlay));
    this.#window.setOverlayIcon(overlay, model.description);
  }
}
