import { isDeepStrictEqual } from 'node:util';
import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import type { Clock } from '../native-bridge/clock.ts';
import type { Log } from '../engine/log.ts';
import { CONFINED, confineSession, WINDOW_URL } from './confinement.ts';
import { revivePage } from './revive-page.ts';
import { placeOnScreens, type Bounds, type WindowPlaceFile } from './window-place.ts';

const BACKGROUND = { light: '#f3f3f3', dark: '#202020' };

interface WindowOptions {
  readonly placeFile: WindowPlaceFile;
  readonly preload: string;
  /** The path of a picture. */
  readonly icon: string;
  /** Whether the window is shown as soon as there is something to see. */
  readonly showsAtOnce: boolean;
  readonly clock: Clock;
  readonly log: Log;
}

/** Opens Sigma's only window. It can show its own page and talk to the main process, and nothing more. */
export function openWindow(options: WindowOptions): BrowserWindow {
  const { placeFile, preload, icon, showsAtOnce, clock, log } = options;
  const { isMaximised, ...bounds } = placeOnScreens(placeFile.read(), workAreas());
  const window = new BrowserWindow({
    title: 'Sigma',
    icon,
    ...bounds,
    minWidth: 480,
    minHeight: 320,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: { ...CONFINED, preload },
  });
  if (isMaximised) {
    window.once('show', () => {
      window.maximize();
    });
  }
  keepPlace(window, placeFile, bounds);
  if (showsAtOnce) {
    window.once('ready-to-show', () => {
      window.show();
    });
  }
  confineSession(window.webContents.session);
  const load = (): void => {
    // A failed load shows Electron's own error page; there is nothing better to do here.
    window.loadURL(WINDOW_URL).catch((error: unknown) => {
      log.write('page-not-loaded', { reason: String(error) });
    });
  };
  revivePage({ contents: window.webContents, clock, log, load });
  load();
  return window;
}

/** @returns the work area of each screen, the main one first */
function workAreas(): Bounds[] {
  const main = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== main.id);
  return [main, ...others].map(({ workArea }) => workArea);
}

/** @param wanted where the window should have been placed */
function keepPlace(window: BrowserWindow, placeFile: WindowPlaceFile, wanted: Bounds): void {
  const given = window.getNormalBounds();
  let wasShown = false;
  window.once('show', () => {
    wasShown = true;
  });
  const keep = (): void => {
    // A window that should be maximised is not before it is shown.
    if (!wasShown) return;
    const now = window.getNormalBounds();
    // A new window may be several pixels larger than requested, each time:
    // https://github.com/electron/electron/pull/51603
    const { x, y, width, height } = isDeepStrictEqual(now, given) ? wanted : now;
    placeFile.store({ x, y, width, height, isMaximised: window.isMaximized() });
  };
  // Hiding begins with closing.
  window.on('close', keep);
  window.on('session-end', keep);
}

/** Brings the window to the front, wherever it is. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** @returns whether the window can be seen */
export function isSeen(window: BrowserWindow): boolean {
  return window.isVisible() && !window.isMinimized();
}

/**
 * From now on, closing the window hides it until the app quits.
 * @param onHidden called whenever the window was hidden this way
 */
export function hideOnClose(window: BrowserWindow, onHidden: () => void): void {
  let isQuitting = false;
  app.on('before-quit', () => {
    isQuitting = true;
  });
  window.on('close', (event) => {
    if (isQuitting) return;
    event.preventDefault();
    window.hide();
    onHidden();
  });
}

/** @param onChange called with whether the window can be seen, now and after each change */
export function watchVisibility(window: BrowserWindow, onChange: (isVisible: boolean) => void): void {
  const tell = (): void => {
    onChange(isSeen(window));
  };
  window.on('show', tell);
  window.on('hide', tell);
  window.on('minimize', tell);
  window.on('restore', tell);
  tell();
}
