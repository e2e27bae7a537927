import { CHILD_WINDOW_IDS, WINDOW_COMMAND_NAMES, type ChildWindowId } from '../../common/child-windows.ts';
import type { WindowsReport } from '../../common/ipc.ts';
import { WINDOW_COMMANDS } from '../mdi/commands.ts';
import { activeWindow, type MdiState } from '../mdi/state.ts';

/** @returns what the menus of the main process show of the child windows */
export function windowsReport(state: MdiState): WindowsReport {
  return {
    windows: Object.keys(state.windows)
      .flatMap((id) => asChildWindowId(id) ?? [])
      .map((id) => ({ id, isOpen: state.order.includes(id) })),
    active: asChildWindowId(activeWindow(state)),
    commands: WINDOW_COMMAND_NAMES.filter((name) => WINDOW_COMMANDS[name].action(state) !== undefined),
  };
}

function asChildWindowId(id: string | undefined): ChildWindowId | undefined {
  return CHILD_WINDOW_IDS.find((known) => known === id);
}
