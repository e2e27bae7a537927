import type { App } from 'electron';
import type { Settings } from '../common/settings.ts';

/**
 * Has Windows start Sigma when the person logs on, or no longer, where this setting has changed. To tell it again at any
 * other time would switch on what the person has switched off among Windows' own startup apps.
 */
export function followStartWithWindows(
  app: Pick<App, 'isPackaged' | 'setLoginItemSettings'>,
  { startWithWindows }: Settings,
  before: Settings,
): void {
  // Of an app that is not packaged Windows would start Electron alone.
  if (!app.isPackaged || startWithWindows === before.startWithWindows) return;
  app.setLoginItemSettings({ openAtLogin: startWithWindows, args: ['--hidden'] });
}
