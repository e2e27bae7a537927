import { Menu, nativeImage, Tray } from 'electron';
import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../../native-bridge/clock.ts';
import { pictureFile, type TrayModel } from './models.ts';
import type { MenuChoice } from './menu-entry.ts';
import { menuTemplate } from './menu-template.ts';

/**
 * How long after creating the icon to check that it is there, in milliseconds. While the user signs in, Explorer may be
 * too busy to accept it, and Electron reports no failure. Electron adds it again only for a new taskbar.
 */
const LOOK_DELAYS_MS: readonly number[] = [2_000, 10_000, 30_000];

/** How long after a new taskbar Electron has added the icon again, without its tool tip, in milliseconds. */
const NEW_TASKBAR_MS = 1_000;

interface TrayIconOptions {
  /** The folder of the pictures. */
  readonly folder: string;
  readonly clock: Clock;
  readonly onChoose: (choice: MenuChoice) => void;
  /** Registers a callback for whenever there is a new taskbar. */
  readonly onTaskbarCreated: (callback: () => void) => void;
}

/** Sigma's icon in the notification area. */
export class TrayIcon implements Disposable {
  readonly #options: TrayIconOptions;
  #tray: Tray;
  #shown: TrayModel;
  #cancelLook: () => void = () => undefined;
  #cancelToolTip: () => void = () => undefined;

  constructor(options: TrayIconOptions, model: TrayModel) {
    this.#options = options;
    this.#shown = model;
    this.#tray = this.#create();
    this.#lookAfter(LOOK_DELAYS_MS);
    options.onTaskbarCreated(() => {
      this.#cancelToolTip();
      this.#cancelToolTip = options.clock.setTimeout(() => {
        this.#tray.setToolTip(this.#shown.toolTip);
      }, NEW_TASKBAR_MS);
    });
  }

  show(model: TrayModel): void {
    const before = this.#shown;
    this.#shown = model;
    if (model.picture !== before.picture) this.#tray.setImage(this.#image());
    if (model.toolTip !== before.toolTip) this.#tray.setToolTip(model.toolTip);
    if (!isDeepStrictEqual(model.menu, before.menu)) this.#setMenu(this.#tray);
  }

  /** Removes the icon, which would otherwise stay after the process has ended, until the mouse passes over it. */
  [Symbol.dispose](): void {
    this.#cancelLook();
    this.#cancelToolTip();
    this.#tray.destroy();
  }

  #create(): Tray {
    const { onChoose } = this.#options;
    const tray = new Tray(this.#image());
    tray.setToolTip(this.#shown.toolTip);
    this.#setMenu(tray);
    for (const event of ['click', 'double-click'] as const) {
      tray.on(event as 'click', () => {
        onChoose({ kind: 'show' });
      });
    }
    return tray;
  }

  #lookAfter([delay, ...later]: readonly number[]): void {
    if (delay === undefined) return;
    this.#cancelLook = this.#options.clock.setTimeout(() => {
      const { width, height } = this.#tray.getBounds();
      if (width > 0 && height > 0) return;
      this.#tray.destroy();
      this.#tray = this.#create();
      this.#lookAfter(later);
    }, delay);
  }

  #image(): Electron.NativeImage {
    return nativeImage.createFromPath(pictureFile(this.#options.folder, 'tray', this.#shown.picture));
  }

  #setMenu(tray: Tray): void {
    const template = menuTemplate(this.#shown.menu, this.#options.onChoose);
    tray.setContextMenu(Menu.buildFromTemplate(template));
  }
}
