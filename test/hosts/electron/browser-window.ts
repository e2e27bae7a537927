import { browser } from './browser.ts';
import type { DesktopModel } from './desktop-model.ts';
import { Emitter, PreventableEvent } from './emitter.ts';
import type { NativeImage } from './native-image.ts';
import { WebContents } from './web-contents.ts';

interface Options {
  readonly webPreferences: {
    readonly preload: string;
    readonly sandbox: boolean;
    readonly contextIsolation: boolean;
    readonly nodeIntegration: boolean;
  };
}

/** The windows that are open. */
export const openWindows = new Set<BrowserWindow>();

/** Told when a window was closed. */
export const windowEvents = new Emitter();

/** The window that the launcher's browser has open already; its look is the browser's. */
export class BrowserWindow extends Emitter {
  readonly webContents: WebContents;
  #isVisible = false;
  #isMinimized = false;
  readonly #progress: { value: number; mode: string }[] = [];
  #overlay: DesktopModel['window']['overlay'];

  constructor({ webPreferences }: Options) {
    super();
    const { preload, sandbox, contextIsolation, nodeIntegration } = webPreferences;
    if (openWindows.size > 0) throw new Error('The stand-in for Electron has one window only');
    if (!sandbox || !contextIsolation || nodeIntegration) {
      throw new Error('The stand-in for Electron has sandboxed pages only');
    }
    openWindows.add(this);
    this.webContents = new WebContents(preload);
    this.webContents.once('did-finish-load', () => {
      this.emit('ready-to-show');
    });
    this.webContents.on('destroyed', () => {
      openWindows.delete(this);
      this.emit('closed');
      windowEvents.emit('closed');
    });
    this.webContents.on('visibility', (isHidden: boolean) => {
      this.#isMinimized = isHidden;
      this.emit(isHidden ? 'minimize' : 'restore');
    });
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url);
  }

  isDestroyed(): boolean {
    return this.webContents.isDestroyed();
  }

  isVisible(): boolean {
    return this.#isVisible;
  }

  isMinimized(): boolean {
    return this.#isMinimized;
  }

  show(): void {
    this.#isVisible = true;
    this.emit('show');
  }

  hide(): void {
    this.#isVisible = false;
    this.emit('hide');
  }

  restore(): void {
    this.focus();
  }

  focus(): void {
    browser.devTools.send('Target.activateTarget', browser.page).catch(() => undefined);
  }

  setProgressBar(value: number, { mode }: { readonly mode: string } = { mode: 'normal' }): void {
    this.#progress.push({ value, mode });
  }

  setOverlayIcon(overlay: NativeImage, description: string): void {
    this.#overlay = { picture: overlay.fileName, description };
  }

  /** Not Electron's. */
  model(): DesktopModel['window'] {
    return { isVisible: this.#isVisible, progress: this.#progress, overlay: this.#overlay };
  }

  /** A window that its person closes in the browser is not asked: it is gone. */
  close(): void {
    const event = new PreventableEvent();
    this.emit('close', event);
    if (event.defaultPrevented) return;
    browser.devTools.send('Target.closeTarget', browser.page).catch(() => undefined);
  }
}
