import { ENGLISH } from './languages/english.ts';
import type { Words } from './languages/words.ts';

/** The names that the frame window and the main process's menus have in common. Each has its word in the languages. */

/** A window that can be open inside the frame. */
export type ChildWindowId = keyof Words['windows']['titles'];
export const CHILD_WINDOW_IDS = Object.keys(ENGLISH.windows.titles) as ChildWindowId[];

/** A command of the Window menu. */
export type WindowCommandName = keyof Words['mdi']['commands'];
export const WINDOW_COMMAND_NAMES = Object.keys(ENGLISH.mdi.commands) as WindowCommandName[];
