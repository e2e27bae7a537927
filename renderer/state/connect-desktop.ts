import { assertNever } from '../../common/assert-never.ts';
import { isChildWindowKey } from '../../common/child-windows.ts';
import type { ExportFormat } from '../../common/export.ts';
import type { PageCommand, SigmaApi, WindowsReport } from '../../common/ipc.ts';
import { WINDOW_COMMAND_NAMES } from '../../common/mdi.ts';
import { chooseAction } from '../mdi/focus.ts';
import { WINDOW_COMMANDS } from '../mdi/commands.ts';
import { activeWindow, closedWindows, openWindows, type MdiState } from '../mdi/state.ts';
import type { MdiStore } from '../mdi/store.ts';
import type { SigmaStore } from './store.ts';

/** The objects that carry out the commands. */
interface Doers {
  readonly sigma: Pick<SigmaStore, 'send'>;
  readonly mdi: MdiStore;
  readonly exportMessages: (format: ExportFormat) => void;
}

/**
 * Reports the child windows to the main process's menus whenever they change, and carries out what is chosen there as
 * the window's own buttons do. @returns the function that stops it
 */
export function connectDesktop(api: Pick<SigmaApi, 'reportWindows' | 'onCommand'>, doers: Doers): () => void {
  const { mdi } = doers;
  let told = '';
  const tell = () => {
    const report = windowsReport(mdi.getState());
    const text = JSON.stringify(report);
    if (text === told) return;
    told = text;
    void api.reportWindows(report);
  };
  tell();
  const endReports = mdi.subscribe(tell);
  const endCommands = api.onCommand((command) => {
    perform(command, doers);
  });
  return () => {
    endReports();
    endCommands();
  };
}

function perform(command: PageCommand, { sigma, mdi, exportMessages }: Doers): void {
  switch (command.kind) {
    case 'request':
      sigma.send(command.request);
      break;
    case 'window':
      chooseAction(mdi, { type: 'open', id: command.key });
      break;
    case 'mdi':
      chooseAction(mdi, WINDOW_COMMANDS[command.name].action(mdi.getState()));
      break;
    case 'export':
      exportMessages(command.format);
      break;
    default:
      assertNever(command);
  }
}

/** @returns what the main process's menus show about the child windows */
export function windowsReport(state: MdiState): WindowsReport {
  const listed = (ids: readonly string[], isOpen: boolean) =>
    ids.filter(isChildWindowKey).map((key) => ({ key, isOpen }));
  const active = activeWindow(state);
  return {
    windows: [...listed(openWindows(state), true), ...listed(closedWindows(state), false)],
    active: isChildWindowKey(active) ? active : undefined,
    commands: WINDOW_COMMAND_NAMES.filter((name) => WINDOW_COMMANDS[name].action(state) !== undefined),
  };
}
