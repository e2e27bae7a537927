import { useStore } from 'zustand';
import type { ExportFormat } from '../../common/export.ts';
import { fileTime } from '../time-words.ts';
import type { Spoken } from '../use-speech.ts';
import { sigma } from '../use-sigma.ts';
import { createMessagesStore, type MessagesState } from './store.ts';

/** The window's one list of messages. */
export const messageStore = createMessagesStore(sigma);

export function useMessages<T>(selector: (state: MessagesState) => T): T {
  return useStore(messageStore, selector);
}

/** Has the messages that are shown written to where the person says; for any button or menu. */
export function exportMessages({ words, locale }: Spoken, format: ExportFormat): void {
  messageStore.exportShown(format, words.messages.export.fileName(fileTime(Date.now())), locale);
}
