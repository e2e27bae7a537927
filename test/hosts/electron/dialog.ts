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
  /** Not Electron's: those that were shown, the latest last. */
  readonly errorBoxes: { readonly title: string; readonly content: string }[] = [];

  /**
   * Answered at once. In the folder that STAND_IN_DIALOGS names, the file `save-path` says where a person saves to;
   * without it the dialog is cancelled. Each dialog is added to `asked.jsonl` there.
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

  /** Closed at once: Electron's waits for its person, and main with it. */
  showErrorBox(title: string, content: string): void {
    this.errorBoxes.push({ title, content });
    console.error(`${title}\n${content}`);
  }
}

export const dialog = new Dialog();
