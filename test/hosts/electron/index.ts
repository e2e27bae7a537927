import { serveDesktop } from './desktop.ts';

/**
 * What `import … from 'electron'` finds in the stand-in host: only what Sigma uses. A name that is missing here does
 * not link, and a property that is missing on one of these objects throws.
 */
export { app } from './app.ts';
export { BrowserWindow } from './browser-window.ts';
export { dialog } from './dialog.ts';
export { ipcMain } from './ipc-main.ts';
export { Menu } from './menu.ts';
export { nativeImage } from './native-image.ts';
export { nativeTheme } from './native-theme.ts';
export { Notification } from './notification.ts';
export { protocol } from './protocol.ts';
export { screen } from './screen.ts';
export { shell } from './shell.ts';
export { Tray } from './tray.ts';

serveDesktop();
