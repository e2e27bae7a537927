import { ENGLISH } from './languages/english.ts';
import type { Words } from './languages/words.ts';

/** What the frame of the child windows and the menus of the main process have in common, whatever the windows show. */

/** A command of the Window menu. Each has its word in the languages. */
export type WindowCommandName = keyof Words['mdi']['commands'];
export const WINDOW_COMMAND_NAMES = Object.keys(ENGLISH.mdi.commands) as WindowCommandName[];

/** The most windows that the frame has: those that the menus always offer, and others as long as they are open. */
export const WINDOW_LIMIT = 100;
