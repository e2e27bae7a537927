import type { SaveDialogOptions, SaveDialogReturnValue } from 'electron';
import { displayText } from '../common/display-text.ts';
import { EXPORT_FORMATS, type ExportRequest } from '../common/export.ts';
import type { ExportOutcome } from '../common/ipc.ts';
import type { Words } from '../common/languages/words.ts';
import { reportError } from '../common/win32-error.ts';
import type { Clock } from '../native-bridge/clock.ts';
import { replaceFile } from '../native-bridge/node-files.ts';

/** What asking the user for a file name and showing the file require. */
interface ExportTools {
  readonly showSaveDialog: (options: SaveDialogOptions) => Promise<SaveDialogReturnValue>;
  readonly showInFolder: (path: string) => void;
  readonly words: () => Words;
  readonly clock: Clock;
}

/**
 * The shortest time between showing two files, in milliseconds: otherwise a page could bury the desktop under folders.
 */
const SHOW_INTERVAL_MS = 1_000;

/** Writes messages to files. The user chooses where; the page never does. */
export class Exports {
  readonly #tools: ExportTools;
  #isOpen = false;
  #latest: string | undefined;
  #shownAt = Number.NEGATIVE_INFINITY;

  constructor(tools: ExportTools) {
    this.#tools = tools;
  }

  /**
   * Asks for a file name and writes the file. Never throws. A page must not be able to bury the desktop under dialogs,
   * so while one is open, another counts as cancelled.
   */
  async ask(request: ExportRequest): Promise<ExportOutcome> {
    if (this.#isOpen) return { kind: 'cancelled' };
    this.#isOpen = true;
    try {
      return await this.#write(request);
    } catch (error) {
      return { kind: 'failed', error: reportError(error, 'exportMessages') };
    } finally {
      this.#isOpen = false;
    }
  }

  /** Shows the file written last, if there is one. */
  show(): void {
    const now = this.#tools.clock.now();
    if (this.#latest === undefined || now - this.#shownAt < SHOW_INTERVAL_MS) return;
    this.#shownAt = now;
    this.#tools.showInFolder(this.#latest);
  }

  async #write({ format, suggestedName, text }: ExportRequest): Promise<ExportOutcome> {
    const ending = EXPORT_FORMATS[format];
    const words = this.#tools.words().messages.export;
    const { canceled, filePath } = await this.#tools.showSaveDialog({
      title: words.title,
      defaultPath: `${suggestedName}.${ending}`,
      filters: [{ name: words.formats[format], extensions: [ending] }],
    });
    if (canceled || filePath === '') return { kind: 'cancelled' };
    await replaceFile(filePath, text, 'as it is');
    this.#latest = filePath;
    return { kind: 'done', path: displayText(filePath) };
  }
}
