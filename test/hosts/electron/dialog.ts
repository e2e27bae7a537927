import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserWindow } from './browser-window.ts';
import { StandIn } from './emitter.ts';

interface SaveOptions {
  readonly title: string;
  readonly defaultPath: string;
  readonly filters: readonly { readonly name: string; readonly extensions: readonly string[] }[];
}

/** The system's dialogs, as data. */
class Dialog extends StandIn {
  /** Not Electron's: the error boxes that were shown, the latest last. */
  readonly errorBoxes: { readonly title: string; readonly content: string }[] = [];

  /**
   * Answers immediately. In the folder that STAND_IN_DIALOGS names, the file `save-path` contains the path that the
   * user chooses; without that file the dialog is canceled. Each dialog is appended to `asked.jsonl` there.
   */
  async showSaveDialog(
    _window: BrowserWindow,
    options: SaveOptions,
  ): Promise<{ readonly canceled: boolean; readonly filePath: string }> {
    const { STAND_IN_DIALOGS: folder } = process.env;
    if (folder === undefined) return { canceled: true, filePath: '' };
    await appendFile(join(folder, 'asked.jsonl'), `${JSON.stringify(options)}\n`);
    const filePath = await readFile(join(folder, 'save-path'), 'utf8').catch(() => '');
    return { canceled: filePath === '', filePath };
  }

  /** Closes immediately. Electron's box waits for the user, and main with it. */
  showErrorBox(title: string, content: string): void {
    this.errorBoxes.push({ title, content });
    console.error(`${title}\n${content}`);
  }
}

export const dialog = new Dialog();
