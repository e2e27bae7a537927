import { dialog, type BrowserWindow } from 'electron';
import { EXPORT_FORMATS, type ExportRequest } from '../common/export.ts';
import type { Outcome } from '../common/ipc.ts';
import type { Words } from '../common/languages/words.ts';
import { reportError } from '../common/win32-error.ts';
import { replaceFile } from '../native-bridge/replace-file.ts';

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
    await replaceFile(filePath, text, 'as it is');
    return { kind: 'done' };
  } catch (error) {
    return { kind: 'failed', error: reportError(error, 'exportMessages') };
  }
}
