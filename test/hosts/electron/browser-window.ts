import { isDeepStrictEqual } from 'node:util';
import { browser } from './browser.ts';
import type { DesktopModel } from './desktop-model.ts';
import { Emitter, PreventableEvent } from './emitter.ts';
import type { NativeImage } from './native-image.ts';
import { WebContents } from './web-contents.ts';

interface Options {
  readonly webPreferences: Readonly<Record<string, unknown>> & { readonly preload: string };
}

/** What the browser gives its pages, and nothing else: main has to want just that. */
const PREFERENCES: Readonly<Record<string, boolean>> = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  devTools: false,
  spellcheck: false,
};

/** The windows that are open. */
export const openWindows = new Set<BrowserWindow>();

/** Told when a page was made for a window (`contents`), and when a window was closed (`closed`). */
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
    if (openWindows.size > 0) throw new Error('The stand-in for Electron has one window only');
    const { preload, ...preferences } = webPreferences;
    if (!isDeepStrictEqual(preferences, PREFERENCES)) {
      throw new Error('The stand-in for Electron has pages that get nothing of Electron or Node only');
    }
    openWindows.add(this);
    this.webContents = new WebContents(preload);
    windowEvents.emit('contents', this.webContents);
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
