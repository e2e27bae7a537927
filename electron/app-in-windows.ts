import type { App } from 'electron';
import { APP_ID, TOAST_ACTIVATOR_CLSID, UNPACKAGED_APP_ID } from '../common/product.ts';
import type { Settings } from '../common/settings.ts';

/** Electron has setToastActivatorCLSID on Windows alone. */
type IdentifiedApp = Pick<App, 'isPackaged' | 'setAppUserModelId'> &
  Partial<Pick<App, 'setToastActivatorCLSID'>>;

/**
 * Tells Windows which app this is, before it has a window. One that is not packaged is another app: else it would take
 * the place of the installed one on the taskbar, and its notifications would start Electron without an app.
 */
export function identifyApp(app: IdentifiedApp): void {
  app.setAppUserModelId(app.isPackaged ? APP_ID : UNPACKAGED_APP_ID);
  if (app.isPackaged) app.setToastActivatorCLSID?.(TOAST_ACTIVATOR_CLSID);
}

/** Unseen, in the notification area. */
const ARGUMENTS = ['--hidden'];

/**
 * Has Windows start Sigma where it should and Windows knows nothing of it: Sigma was reinstalled, or in another
 * folder. What the person has switched off among Windows' own startup apps stays off: Windows keeps that by the name,
 * whatever the folder, and Electron would switch it on.
 * @param isSwitchedOff asked for the name that Electron gives the entry, the AppUserModelID
 */
export function keepStartWithWindows(
  app: Pick<App, 'isPackaged' | 'getLoginItemSettings' | 'setLoginItemSettings'>,
  { startWithWindows }: Settings,
  isSwitchedOff: (name: string) => boolean,
): void {
  if (!app.isPackaged || !startWithWindows) return;
  if (app.getLoginItemSettings({ args: ARGUMENTS }).openAtLogin) return;
  app.setLoginItemSettings({ openAtLogin: true, enabled: !isSwitchedOff(APP_ID), args: ARGUMENTS });
}

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
  app.setLoginItemSettings({ openAtLogin: startWithWindows, args: ARGUMENTS });
}
