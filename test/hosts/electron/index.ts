import { StandIn } from './emitter.ts';

/**
 * What `import … from 'electron'` finds in the stand-in host: what Sigma uses, and nothing else. A name that
 * is missing here does not link, a property that is missing on one of them throws.
 */
export { app } from './app.ts';
export { BrowserWindow } from './browser-window.ts';
export { dialog } from './dialog.ts';
export { ipcMain } from './ipc-main.ts';
export { nativeTheme } from './native-theme.ts';
export { protocol } from './protocol.ts';

class MenuModule extends StandIn {
  /** The browser's window has no menu bar to begin with. */
  setApplicationMenu(menu: object | null): void {
    if (menu !== null) throw new Error('The stand-in for Electron has no menus');
  }
}
export const Menu = new MenuModule();
