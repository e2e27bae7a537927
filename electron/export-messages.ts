import { writeFile } from 'node:fs/promises';
import { dialog, type BrowserWindow } from 'electron';
import { ERROR_FILE_NOT_FOUND, ERROR_PATH_NOT_FOUND } from '../common/error-codes.ts';
import { EXPORT_FORMATS, type ExportRequest } from '../common/export.ts';
import type { Outcome } from '../common/ipc.ts';
import type { Words } from '../common/languages/words.ts';
import { reportError, Win32Error } from '../common/win32-error.ts';
import { asWin32 } from '../native-bridge/file-errors.ts';

/** Asks where to, and writes the file there. A dialog that is closed writes nothing. Never throws. */
export async function exportMessages(
  { format, suggestedName, text }: ExportRequest,
  window: BrowserWindow,
  words: Words,
): Promise<Outcome> {
  const ending = EXPORT_FORMATS[format];
  try {
    const { canceled, filePath } = await dialog.showSaveDialog(window, {
      title: words.messages.export.title,
      defaultPath: `${suggestedName}.${ending}`,
      filters: [{ name: words.messages.export.formats[format], extensions: [ending] }],
    });
    if (canceled || filePath === '') return { kind: 'cancelled' };
    await write(filePath, text);
    return { kind: 'done' };
  } catch (error) {
    return { kind: 'failed', error: reportError(error, 'exportMessages') };
  }
}

async function write(path: string, text: string): Promise<void> {
  try {
    await asWin32('WriteFile', () => writeFile(path, text));
  } catch (error) {
    // What is created cannot be missing itself: its folder is, for which Node has the same name.
    const isMissing = error instanceof Win32Error && error.code === ERROR_FILE_NOT_FOUND;
    throw isMissing ? new Win32Error(error.api, ERROR_PATH_NOT_FOUND) : error;
  }
}
