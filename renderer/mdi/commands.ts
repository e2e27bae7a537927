import type { WindowCommandName } from '../../common/mdi.ts';
import type { Point } from './geometry/rectangle.ts';
import type { MdiAction } from './reducer.ts';
import { activeWindow, visibleWindows, type MdiState } from './state.ts';

export interface WindowCommand {
  /** The keys that do the same, as a menu shows them. */
  readonly keys?: string;
  /** @returns what to do now; undefined if the command does not apply */
  readonly action: (state: MdiState) => MdiAction | undefined;
}

/** The commands of the Window menu, in order. Their words in the languages have the same names. */
export const WINDOW_COMMANDS = {
  cascade: { action: whereVisible({ type: 'cascade' }) },
  'tile-horizontally': {
    action: whereVisible({ type: 'tile', direction: 'horizontally' }),
  },
  'tile-vertically': {
    action: whereVisible({ type: 'tile', direction: 'vertically' }),
  },
  'arrange-icons': { action: whereMinimised({ type: 'arrange-icons' }) },
  'minimise-all': { action: whereVisible({ type: 'minimise-all' }) },
  next: { keys: 'Ctrl+Tab', action: whereSeveral({ type: 'next' }) },
  previous: { keys: 'Ctrl+Shift+Tab', action: whereSeveral({ type: 'previous' }) },
  close: { keys: 'Ctrl+F4', action: closeActive },
  'reset-layout': { action: () => ({ type: 'reset-layout' }) },
} as const satisfies Readonly<Record<WindowCommandName, WindowCommand>>;

function whereVisible(action: MdiAction) {
  return (state: MdiState) => (visibleWindows(state).length > 0 ? action : undefined);
}

function whereSeveral(action: MdiAction) {
  return (state: MdiState) => (state.order.length > 1 ? action : undefined);
}

function whereMinimised(action: MdiAction) {
  return (state: MdiState) => (state.order.length > visibleWindows(state).length ? action : undefined);
}

function closeActive(state: MdiState): MdiAction | undefined {
  const id = activeWindow(state);
  return id === undefined ? undefined : { type: 'close', id };
}

/** How far an arrow key moves a window's edge in CSS pixels, and with Ctrl. */
const STEP = 10;
const FINE_STEP = 1;

const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** The fields of a KeyboardEvent that matter here. */
export interface Keys {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

/** @returns what a key does while a window is moved or sized from the keyboard; undefined if nothing */
export function gestureKey({ key, ctrlKey }: Keys): MdiAction | undefined {
  if (key === 'Enter') return { type: 'finish' };
  if (key === 'Escape') return { type: 'cancel' };
  const arrow = ARROWS[key];
  const distance = ctrlKey ? FINE_STEP : STEP;
  return arrow && { type: 'nudge', by: { x: arrow.x * distance, y: arrow.y * distance } };
}

/**
 * MDI's own keys: Ctrl+Tab and Ctrl+F6, with Shift backwards, and Ctrl+F4.
 * @returns what they do now; `none` if the key is one of these but has nothing to do
 */
export function commandKey(
  { key, ctrlKey, shiftKey, altKey, metaKey }: Keys,
  state: MdiState,
): MdiAction | 'none' | undefined {
  if (!ctrlKey || altKey || metaKey) return undefined;
  switch (key) {
    case 'Tab':
    case 'F6':
      return WINDOW_COMMANDS[shiftKey ? 'previous' : 'next'].action(state) ?? 'none';
    case 'F4':
      return shiftKey ? undefined : (WINDOW_COMMANDS.close.action(state) ?? 'none');
    default:
      return undefined;
  }
}

/** @returns whether the keys open the active window's system menu: Alt+- */
export function isSystemMenuKey({ key, ctrlKey, shiftKey, altKey, metaKey }: Keys): boolean {
  return key === '-' && altKey && !ctrlKey && !shiftKey && !metaKey;
}
