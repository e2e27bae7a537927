import type { App } from 'electron';
import { APP_ID, TOAST_ACTIVATOR_CLSID, UNPACKAGED_APP_ID } from '../common/product.ts';
import type { Settings } from '../common/settings.ts';

/** Electron provides setToastActivatorCLSID on Windows only. */
type IdentifiedApp = Pick<App, 'isPackaged' | 'setAppUserModelId'> &
  Partial<Pick<App, 'setToastActivatorCLSID'>>;

/**
 * Tells Windows which app this is, before there is a window. An unpackaged Sigma is a different app: otherwise it would
 * replace the installed one on the taskbar, and its notifications would start Electron without an app.
 */
export function identifyApp(app: IdentifiedApp): void {
  app.setAppUserModelId(app.isPackaged ? APP_ID : UNPACKAGED_APP_ID);
  if (app.isPackaged) app.setToastActivatorCLSID?.(TOAST_ACTIVATOR_CLSID);
}

/** Starts Sigma hidden in the notification area. */
const ARGUMENTS = ['--hidden'];

/**
 * Makes Windows start Sigma again if it should but Windows does not know: Sigma was reinstalled, or installed to
 * another folder. What the user has switched off among Windows' startup apps stays off: Windows stores that by name,
 * whatever the folder, and Electron would switch it on.
 * @param isSwitchedOff called with the name that Electron gives the value, the AppUserModelID
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
 * Makes Windows start Sigma at sign-in, or stops that, if this setting has changed. Doing so at any other time would
 * switch on what the user has switched off among Windows' startup apps.
 */
export function followStartWithWindows(
  app: Pick<App, 'isPackaged' | 'setLoginItemSettings'>,
  { startWithWindows }: Settings,
  before: Settings,
): void {
  // For an unpackaged app, Windows would start Electron without it.
  if (!app.isPackaged || startWithWindows === before.startWithWindows) return;
  app.setLoginItemSettings({ openAtLogin: startWithWindows, args: ARGUMENTS });
}
