import type { WindowCommandName } from '../../common/mdi.ts';
import type { MdiAction } from './actions.ts';
import { activeWindow, visibleWindows, type MdiState } from './state.ts';

export interface WindowCommand {
  /** The keys that do the same, as a menu shows them. */
  readonly keys?: string;
  /** @returns what to do now; undefined where the command makes no sense */
  readonly action: (state: MdiState) => MdiAction | undefined;
}

/** The commands of the Window menu, in its order. The words for them have the same names. */
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
