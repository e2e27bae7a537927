import { assertNever } from '../../common/assert-never.ts';
import type { ExportFormat } from '../../common/export.ts';
import type { PageCommand, SigmaApi } from '../../common/ipc.ts';
import { chooseAction } from '../mdi/choose-action.ts';
import { WINDOW_COMMANDS } from '../mdi/commands.ts';
import type { MdiStore } from '../mdi/store.ts';
import type { SigmaStore } from '../store.ts';
import { windowsReport } from './windows-report.ts';

/** What does as it is told. */
interface Doers {
  readonly sigma: Pick<SigmaStore, 'send'>;
  readonly mdi: MdiStore;
  readonly exportMessages: (format: ExportFormat) => void;
}

/**
 * Tells the main process's menus of the child windows whenever they change, and does what is chosen there as the
 * window's own buttons do it. @returns the function that ends it
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
      chooseAction(mdi, { type: 'open', id: command.id });
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
