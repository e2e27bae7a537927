import type { MdiAction } from './actions.ts';
import { activeWindow, visibleWindows, type MdiState } from './state.ts';

export interface WindowCommand {
  readonly label: string;
  /** The keys that do the same, as a menu shows them. */
  readonly keys?: string;
  /** @returns what to do now; undefined where the command makes no sense */
  readonly action: (state: MdiState) => MdiAction | undefined;
}

/** The commands of the Window menu, in its order. */
export const WINDOW_COMMANDS = {
  cascade: { label: 'Cascade', action: whereVisible({ type: 'cascade' }) },
  'tile-horizontally': {
    label: 'Tile horizontally',
    action: whereVisible({ type: 'tile', direction: 'horizontally' }),
  },
  'tile-vertically': {
    label: 'Tile vertically',
    action: whereVisible({ type: 'tile', direction: 'vertically' }),
  },
  'arrange-icons': { label: 'Arrange minimised windows', action: whereMinimised({ type: 'arrange-icons' }) },
  'minimise-all': { label: 'Minimise all', action: whereVisible({ type: 'minimise-all' }) },
  next: { label: 'Next', keys: 'Ctrl+Tab', action: whereSeveral({ type: 'next' }) },
  previous: { label: 'Previous', keys: 'Ctrl+Shift+Tab', action: whereSeveral({ type: 'previous' }) },
  close: { label: 'Close', keys: 'Ctrl+F4', action: closeActive },
  'reset-layout': { label: 'Reset layout', action: () => ({ type: 'reset-layout' }) },
} as const satisfies Readonly<Record<string, WindowCommand>>;

export type WindowCommandName = keyof typeof WINDOW_COMMANDS;

function whereVisible(action: MdiAction) {
  return (state: MdiState) => (visibleWindows(state).length > 0 ? action : undefined);
}

function whereSeveral(action: MdiAction) {
  return (state: MdiState) => (visibleWindows(state).length > 1 ? action : undefined);
}

function whereMinimised(action: MdiAction) {
  return (state: MdiState) => (state.order.length > visibleWindows(state).length ? action : undefined);
}

function closeActive(state: MdiState): MdiAction | undefined {
  const id = activeWindow(state);
  return id === undefined ? undefined : { type: 'close', id };
}
