import type { DesktopModel } from './desktop-model.ts';

type Progress = DesktopModel['window']['progress'][number];
type Overlay = DesktopModel['window']['overlay'];

/** How long the taskbar takes to create the button of a window after it is shown, in milliseconds. */
const CREATION_MS = 100;

/**
 * The window's button on the taskbar. Whatever is set while there is no button is dropped, and an overlay is lost when
 * the button is removed.
 */
export class TaskbarButton {
  readonly #onCreated: () => void;
  readonly #progress: Progress[] = [];
  #overlay: Overlay;
  #isThere = false;
  #creation: NodeJS.Timeout | undefined;

  /** @param onCreated called when the button has been created, as Explorer notifies the window */
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
