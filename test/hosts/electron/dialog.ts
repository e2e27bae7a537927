import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserWindow } from './browser-window.ts';
import { StandIn } from './emitter.ts';

interface SaveOptions {
  readonly title: string;
  readonly defaultPath: string;
  readonly filters: readonly { readonly name: string; readonly extensions: readonly string[] }[];
}

interface MessageBox {
  readonly title: string;
  readonly message: string;
  readonly detail: string;
  readonly answer: () => void;
}

/** The system's dialogs, as data. */
class Dialog extends StandIn {
  readonly #open: MessageBox[] = [];

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

  /** Stays open until somebody answers it. */
  showMessageBox(_window: BrowserWindow, options: Omit<MessageBox, 'answer'>): Promise<{ response: number }> {
    return new Promise((resolve) => {
      this.#open.push({
        ...options,
        answer: () => {
          resolve({ response: 0 });
        },
      });
    });
  }

  /** Not Electron's: presses the only button of the message box on top. */
  answer(): void {
    const box = this.#open.pop();
    if (box === undefined) throw new Error('No message box is open');
    box.answer();
  }

  /** Not Electron's: the message boxes that are open. */
  model() {
    return this.#open.map(({ title, message, detail }) => ({ title, message, detail }));
  }
}

export const dialog = new Dialog();
