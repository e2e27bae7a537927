import type { DesktopModel } from './desktop-model.ts';

type Progress = DesktopModel['window']['progress'][number];
type Overlay = DesktopModel['window']['overlay'];

/** How long after a window was shown the taskbar has made its button, in milliseconds. */
const CREATION_MS = 100;

/** The window's button on the taskbar: what is set while there is none is dropped, and is gone with the button. */
export class TaskbarButton {
  readonly #onCreated: () => void;
  readonly #progress: Progress[] = [];
  #overlay: Overlay;
  #isThere = false;
  #creation: NodeJS.Timeout | undefined;

  /** @param onCreated told when there is a button, as Explorer tells the window */
  constructor(onCreated: () => void) {
    this.#onCreated = onCreated;
  }

  add(): void {
    this.#creation = setTimeout(() => {
      this.#isThere = true;
      this.#onCreated();
    }, CREATION_MS).unref();
  }

  remove(): void {
    clearTimeout(this.#creation);
    this.#isThere = false;
    this.#overlay = undefined;
  }

  setProgress(progress: Progress): void {
    if (this.#isThere) this.#progress.push(progress);
  }

  setOverlay(overlay: Overlay): void {
    if (this.#isThere) this.#overlay = overlay;
  }

  model() {
    return { progress: this.#progress, overlay: this.#overlay };
  }
}
