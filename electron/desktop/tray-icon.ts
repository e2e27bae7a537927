import { Menu, nativeImage, Tray } from 'electron';
import { isDeepStrictEqual } from 'node:util';
import { pictureFile } from './health-picture.ts';
import type { MenuChoice } from './menu-entry.ts';
import { menuTemplate } from './menu-template.ts';
import type { TrayModel } from './tray-model.ts';

/** Sigma's icon in the notification area. */
export class TrayIcon implements Disposable {
  readonly #folder: string;
  readonly #onChoose: (choice: MenuChoice) => void;
  readonly #tray: Tray;
  #shown: TrayModel;

  /** @param folder where the pictures are */
  constructor(folder: string, model: TrayModel, onChoose: (choice: MenuChoice) => void) {
    this.#folder = folder;
    this.#onChoose = onChoose;
    this.#shown = model;
    this.#tray = new Tray(this.#image());
    this.#tray.setToolTip(model.toolTip);
    this.#setMenu();
    this.#tray.on('click', () => {
      onChoose({ kind: 'show' });
    });
    this.#tray.on('double-click', () => {
      onChoose({ kind: 'show' });
    });
  }

  show(model: TrayModel): void {
    const before = this.#shown;
    this.#shown = model;
    if (model.picture !== before.picture) this.#tray.setImage(this.#image());
    if (model.toolTip !== before.toolTip) this.#tray.setToolTip(model.toolTip);
    if (!isDeepStrictEqual(model.menu, before.menu)) this.#setMenu();
  }

  /** Removes it: that of a process which is gone stays until the mouse passes over it. */
  [Symbol.dispose](): void {
    this.#tray.destroy();
  }

  #image(): Electron.NativeImage {
    return nativeImage.createFromPath(pictureFile(this.#folder, 'tray', this.#shown.picture));
  }

  #setMenu(): void {
    this.#tray.setContextMenu(Menu.buildFromTemplate(menuTemplate(this.#shown.menu, this.#onChoose)));
  }
}
