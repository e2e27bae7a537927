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
  /**
   * Answered at once. In the folder that STAND_IN_DIALOGS names, the file `save-path` says where a person saves to;
   * without it he cancels. Each dialog is added to `asked.jsonl` there.
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
}

export const dialog = new Dialog();
