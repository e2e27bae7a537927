import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserWindow } from './browser-window.ts';
import { StandIn } from './emitter.ts';

interface SaveOptions {
  readonly title: string;
  readonly defaultPath: string;
  readonly filters: readonly { readonly name: string; readonly extensions: readonly string[] }[];
}

interface MessageBoxOptions {
  readonly type: 'warning';
  readonly title: string;
  readonly message: string;
  readonly detail: string;
  readonly buttons: readonly string[];
  readonly defaultId: number;
  readonly cancelId: number;
  readonly noLink: boolean;
  readonly signal: AbortSignal;
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

  /**
   * Answers immediately with the number of the button that the file `message-box` in the folder of STAND_IN_DIALOGS contains,
   * or with `cancelId`. Each box is appended to `asked.jsonl` there.
   */
  async showMessageBox(
    ...given: readonly [BrowserWindow, MessageBoxOptions] | readonly [MessageBoxOptions]
  ): Promise<{ readonly response: number; readonly checkboxChecked: boolean }> {
    const options = given.length === 2 ? given[1] : given[0];
    const { signal, ...shown } = options;
    if (signal.aborted) return { response: options.cancelId, checkboxChecked: false };
    if (!(options.cancelId in options.buttons)) throw new Error('No button has the number of cancelId');
    const { STAND_IN_DIALOGS: folder } = process.env;
    if (folder === undefined) return { response: options.cancelId, checkboxChecked: false };
    await appendFile(join(folder, 'asked.jsonl'), `${JSON.stringify(shown)}\n`);
    const answer = await readFile(join(folder, 'message-box'), 'utf8').catch(() => String(options.cancelId));
    return { response: Number(answer), checkboxChecked: false };
  }

  /** Closes immediately. Electron's box waits for the user, and main with it. */
  showErrorBox(title: string, content: string): void {
    this.errorBoxes.push({ title, content });
    console.error(`${title}\n${content}`);
  }
}

export const dialog = new Dialog();
