import { browser } from './browser.ts';
import { Emitter } from './emitter.ts';
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

  restore(): void {
    this.focus();
  }

  focus(): void {
    browser.devTools.send('Target.activateTarget', browser.page).catch(() => undefined);
  }

  close(): void {
    browser.devTools.send('Target.closeTarget', browser.page).catch(() => undefined);
  }
}
