import type { App } from 'electron';
import { APP_ID, TOAST_ACTIVATOR_CLSID, UNPACKAGED_APP_ID } from '../common/product.ts';

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
