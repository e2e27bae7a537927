import { useStore } from 'zustand';
import type { ExportFormat } from '../../../common/export.ts';
import type { Spoken } from '../../../common/languages/languages.ts';
import { fileTime } from '../../time-words.ts';
import { sigma } from '../../state/use-sigma.ts';
import { createMessagesStore, type MessagesState } from './store.ts';

/** The window's only list of messages. */
export const messageStore = createMessagesStore(sigma);

export function useMessages<T>(selector: (state: MessagesState) => T): T {
  return useStore(messageStore, selector);
}

/** Has the messages that are shown written to a file that the user chooses; for any button or menu. */
export function exportMessages({ words }: Pick<Spoken, 'words'>, format: ExportFormat): void {
  const suggestedName = words.messages.export.fileName(fileTime(Date.now()));
  void messageStore.exportShown(format, suggestedName);
}

let lastCopy: Promise<unknown> = Promise.resolve();

/** Copies the selected messages to the clipboard, or all that are shown. Of two copies, the later one wins. */
export function copyMessages(): Promise<'copied' | 'notCopied'> {
  const text = messageStore.copyText();
  const copy = Promise.all([text, lastCopy])
    .then(([whole]) => navigator.clipboard.writeText(whole))
    .then(
      () => 'copied' as const,
      () => 'notCopied' as const,
    );
  lastCopy = copy;
  return copy;
}
