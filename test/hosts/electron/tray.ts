import { destroy, Emitter } from './emitter.ts';
import type { Menu } from './menu.ts';
import type { NativeImage } from './native-image.ts';
import { readiness } from './readiness.ts';

/** The icon in the notification area, as data. */
export class Tray extends Emitter {
  /** Not Electron's: Sigma's only icon. */
  static current: Tray | undefined;
  /** Whether Explorer is too busy to accept the first icon, as can happen while the user signs in. */
  static #isExplorerBusy = process.env['STAND_IN_BUSY_EXPLORER'] === '1';
  readonly #isThere: boolean;
  #image: NativeImage;
  #toolTip = '';
  #menu: Menu | undefined;

  constructor(image: NativeImage) {
    super();
    readiness.require('Cannot create Tray before app is ready');
    this.#image = image;
    if (Tray.current !== undefined) throw new Error('The stand-in for Electron has one tray icon only');
    Tray.current = this;
    this.#isThere = !Tray.#isExplorerBusy;
    Tray.#isExplorerBusy = false;
  }

  destroy(): void {
    Tray.current = undefined;
    destroy(this, () => new Error('Tray is destroyed'));
  }

  isDestroyed(): boolean {
    return Tray.current !== this;
  }

  /** Empty for an icon that Explorer did not accept; Electron only logs a warning then. */
  getBounds(): { readonly x: number; readonly y: number; readonly width: number; readonly height: number } {
    return this.#isThere ? { x: 1800, y: 1040, width: 24, height: 40 } : { x: 0, y: 0, width: 0, height: 0 };
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

  /** Not Electron's: a new taskbar appears, to which Electron adds the icon again, but without its tooltip. */
  restartExplorer(): void {
    this.#toolTip = '';
  }

  /** Not Electron's. */
  choose(path: readonly string[]): void {
    this.#menu?.choose(path);
  }

  /** Not Electron's. @returns undefined if the user sees no icon */
  model() {
    if (!this.#isThere) return undefined;
    return { picture: this.#image.fileName, toolTip: this.#toolTip, menu: this.#menu?.model() ?? [] };
  }
}
