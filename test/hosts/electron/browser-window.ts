import { isDeepStrictEqual } from 'node:util';
import { simulatedWindowMessage } from '../../../native-bridge/simulated/simulated-computer.ts';
import { browser } from './browser.ts';
import type { DesktopModel } from './desktop-model.ts';
import { destroy, destroyedError, Emitter, PreventableEvent } from './emitter.ts';
import { MenuBar } from './menu-bar.ts';
import { menuEvents, type Role } from './menu.ts';
import { checkPicture, type NativeImage } from './native-image.ts';
import type { PressedKey } from './page-messages.ts';
import { readiness } from './readiness.ts';
import { TaskbarButton } from './taskbar-button.ts';
import { WebContents } from './web-contents.ts';

interface Options {
  /** The path of a picture. */
  readonly icon?: string;
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
  readonly webPreferences: Readonly<Record<string, unknown>> & { readonly preload: string };
}

/** The preferences that the browser's pages always have. Main must ask for exactly these. */
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

/** The size to which Electron scales each overlay, in pixels: shell/browser/ui/win/taskbar_host.cc */
const OVERLAY_SIZE = 16;

/** The open windows. */
export const openWindows = new Set<BrowserWindow>();

/**
 * Emits `contents` when a page was created for a window, `closed` when a window was closed, and `close-cancelled` when
 * main refused to close one.
 */
export const windowEvents = new Emitter();

/** The window that the launcher's browser has already opened. It looks as the browser draws it. */
export class BrowserWindow extends Emitter {
  readonly #contents: WebContents;
  readonly #menuBar: MenuBar;
  readonly #hooks = new Map<number, () => void>();
  readonly #taskbarButton = new TaskbarButton(() => {
    this.#receive('TaskbarButtonCreated');
  });
  /** Only recorded: the page keeps the size that the browser gives it. */
  #zoomLevel = 0;
  #isVisible = false;
  #isMinimized = false;
  /** Not the bounds of the browser's window, which the tests size as they need. */
  #bounds = { x: 0, y: 0, width: 800, height: 600 };
  #isMaximized = false;

  constructor({ icon, webPreferences, ...bounds }: Options) {
    super();
    this.setBounds(bounds);
    readiness.require('Cannot create BrowserWindow before app is ready');
    if (openWindows.size > 0) throw new Error('The stand-in for Electron has one window only');
    const { preload, ...preferences } = webPreferences;
    if (!isDeepStrictEqual(preferences, PREFERENCES)) {
      throw new Error('The stand-in for Electron has pages that get nothing of Electron or Node only');
    }
    if (icon !== undefined) checkPicture(icon);
    openWindows.add(this);
    this.#contents = new WebContents(preload);
    const contents = this.#contents;
    this.#menuBar = new MenuBar((isOpen) => {
      if (!contents.isDestroyed()) contents.setMenuOpen(isOpen);
    });
    menuEvents.on('role', (role: Role) => {
      this.#zoomLevel = role === 'resetZoom' ? 0 : this.#zoomLevel + (role === 'zoomIn' ? 0.5 : -0.5);
    });
    windowEvents.emit('contents', contents);
    contents.once('did-finish-load', () => {
      if (!this.#isVisible) this.emit('ready-to-show');
    });
    contents.on('destroyed', () => {
      openWindows.delete(this);
      this.#taskbarButton.remove();
      destroy(this, destroyedError);
      this.emit('closed');
      windowEvents.emit('closed');
    });
    contents.on('visibility', (isHidden: boolean) => {
      if (!this.#isVisible || isHidden === this.#isMinimized) return;
      this.#isMinimized = isHidden;
      this.emit(isHidden ? 'minimize' : 'restore');
    });
    contents.on('key', (key: PressedKey) => {
      this.#menuBar.press(key);
    });
  }

  get webContents(): WebContents {
    return this.#contents;
  }

  loadURL(url: string): Promise<void> {
    return this.#contents.loadURL(url);
  }

  isDestroyed(): boolean {
    return this.#contents.isDestroyed();
  }

  /** A handle that Windows does not know. */
  getNativeWindowHandle(): Buffer {
    return Buffer.alloc(8);
  }

  isVisible(): boolean {
    return this.#isVisible;
  }

  isMinimized(): boolean {
    return this.#isMinimized;
  }

  /**
   * As in Electron, a window that was never shown counts as visible to its page: only hide() puts the page to sleep.
   */
  show(): void {
    if (this.#isVisible) return;
    this.#isVisible = true;
    this.#contents.setHidden(false);
    this.#taskbarButton.add();
    this.emit('show');
  }

  hide(): void {
    if (!this.#isVisible) return;
    this.#isVisible = false;
    this.#contents.setHidden(true);
    this.#taskbarButton.remove();
    this.emit('hide');
  }

  isMaximized(): boolean {
    return this.#isMaximized;
  }

  /** Also shows the window. */
  maximize(): void {
    this.#isMaximized = true;
    this.show();
  }

  setBounds({ x, y, width, height }: Partial<DesktopModel['window']['bounds']>): void {
    const before = this.#bounds;
    this.#bounds = {
      x: x ?? before.x,
      y: y ?? before.y,
      width: width ?? before.width,
      height: height ?? before.height,
    };
  }

  getNormalBounds(): DesktopModel['window']['bounds'] {
    return this.#bounds;
  }

  restore(): void {
    this.focus();
  }

  focus(): void {
    browser.devTools.send('Target.activateTarget', browser.page).catch(() => undefined);
  }

  setProgressBar(value: number, { mode }: { readonly mode: string } = { mode: 'normal' }): void {
    this.#taskbarButton.setProgress({ value, mode });
  }

  /** @param message a message that Explorer sends; under Wine, where the numbers differ, none is ever received */
  hookWindowMessage(message: number, callback: () => void): void {
    this.#hooks.set(message, callback);
  }

  /** @throws Error for a picture that Electron would stretch or shrink */
  setOverlayIcon(overlay: NativeImage, description: string): void {
    const { width } = overlay.getSize();
    if (width !== OVERLAY_SIZE) throw new Error(`An overlay of ${String(width)} pixels`);
    this.#taskbarButton.setOverlay({ picture: overlay.fileName, description });
  }

  /** Not Electron's: a new taskbar appears, which does not have the window's button yet. */
  restartExplorer(): void {
    this.#taskbarButton.remove();
    this.#receive('TaskbarCreated');
    if (this.#isVisible) this.#taskbarButton.add();
  }

  /** Not Electron's. */
  model(): DesktopModel['window'] {
    return {
      isVisible: this.#isVisible,
      zoomLevel: this.#zoomLevel,
      bounds: this.#bounds,
      isMaximized: this.#isMaximized,
      openMenu: this.#menuBar.path,
      ...this.#taskbarButton.model(),
    };
  }

  /**
   * Not Electron's: Windows ends the user's session, and asks the app first.
   * @returns whether the app agrees
   */
  endSession(): boolean {
    const query = Object.assign(new PreventableEvent(), { reasons: ['shutdown'] });
    this.emit('query-session-end', query);
    if (query.defaultPrevented) return false;
    this.emit('session-end', { reasons: ['shutdown'] });
    return true;
  }

  /** A window that the user closes in the browser is not asked, because it is already gone. */
  close(): void {
    const event = new PreventableEvent();
    this.emit('close', event);
    if (event.defaultPrevented) windowEvents.emit('close-cancelled');
    else this.destroy();
  }

  destroy(): void {
    browser.devTools.send('Target.closeTarget', browser.page).catch(() => undefined);
  }
  #receive(message: string): void {
    this.#hooks.get(simulatedWindowMessage(message))?.();
  }
}
