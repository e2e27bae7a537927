import { app, dialog, type BrowserWindow } from 'electron';
import type { Words } from '../../common/languages/words.ts';

/** Tells the version, the licence and where the logs are. Settles when the person has read it. */
export async function showAbout(window: BrowserWindow, words: Words, logFolder: string): Promise<void> {
  const { version, licence, logFolder: logs } = words.desktop;
  await dialog.showMessageBox(window, {
    type: 'info',
    title: words.menu.about,
    message: app.name,
    detail: [version(app.getVersion()), licence, logs(logFolder)].join('\n'),
    noLink: true,
  });
}
