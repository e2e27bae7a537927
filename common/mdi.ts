import { ENGLISH } from './languages/english.ts';
import type { Words } from './languages/words.ts';

/** What the frame of child windows shares with the main process's menus, whatever the windows show. */

/** A command of the Window menu. Each has a word in every language. */
export type WindowCommandName = keyof Words['mdi']['commands'];
export const WINDOW_COMMAND_NAMES = Object.keys(ENGLISH.mdi.commands) as WindowCommandName[];

/** The most windows that the frame can have: those that the menus always offer, and the others that are open. */
export const WINDOW_LIMIT = 100;
