import type { BrowserWindow } from 'electron';
import { NO_WINDOW } from '../native-bridge/bridge.ts';

/**
 * @returns the handle (HWND) of the window that an administrator prompt belongs to. Without one Windows shows the prompt
 *   as a button that flashes on the taskbar; a hidden window can be no better
 */
export function promptOwner(
  window: Pick<BrowserWindow, 'isDestroyed' | 'isVisible' | 'getNativeWindowHandle'>,
): number {
  if (window.isDestroyed() || !window.isVisible()) return NO_WINDOW;
  // Its bytes are those of a handle in this process. Windows gives windows handles of 32 bits, extended with their sign.
  return Number(window.getNativeWindowHandle().readBigInt64LE(0));
}
