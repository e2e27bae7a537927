import type { BrowserWindow } from 'electron';
import { NO_WINDOW } from '../native-bridge/bridge.ts';

/**
 * @returns the handle (HWND) of the window that owns an administrator prompt. Without one, Windows shows the prompt as
 *   a flashing taskbar button; a hidden window would be no better
 */
export function promptOwner(
  window: Pick<BrowserWindow, 'isDestroyed' | 'isVisible' | 'getNativeWindowHandle'>,
): number {
  if (window.isDestroyed() || !window.isVisible()) return NO_WINDOW;
  // The buffer holds a handle of this process. Windows' window handles have 32 bits, sign-extended.
  return Number(window.getNativeWindowHandle().readBigInt64LE(0));
}
