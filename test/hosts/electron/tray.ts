import { destroy, Emitter } from './emitter.ts';
import type { Menu } from './menu.ts';
import type { NativeImage } from './native-image.ts';
import { readiness } from './readiness.ts';

/** The icon in the notification area, as data. */
export class Tray extends Emitter {
  /** Not Electron's: the one that Sigma has. */
  static current: Tray | undefined;
  #image: NativeImage;
  #toolTip = '';
  #menu: Menu | undefined;

  constructor(image: NativeImage) {
    super();
    readiness.require('Cannot create Tray before app is ready');
    this.#image = image;
    if (Tray.current !== undefined) throw new Error('The stand-in for Electron has one tray icon only');
    Tray.current = this;
  }

  destroy(): void {
    Tray.current = undefined;
    destroy(this, () => new Error('Tray is destroyed'));
  }

  isDestroyed(): boolean {
    return Tray.current !== this;
  }

  setImage(image: NativeImage): void {
    this.#image = image;
  }

  /** @throws Error for a text that Windows would cut off */
  setToolTip(text: string): void {
    if (text.length > 127) throw new Error(`A tool tip of ${String(text.length)} characters`);
    this.#toolTip = text;
  }

  setContextMenu(menu: Menu): void {
    this.#menu = menu;
  }

  /** Not Electron's. */
  choose(path: readonly string[]): void {
    this.#menu?.choose(path);
  }

  /** Not Electron's. */
  model() {
    return { picture: this.#image.fileName, toolTip: this.#toolTip, menu: this.#menu?.model() ?? [] };
  }
}
