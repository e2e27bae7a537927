import type { MessageBoxOptions, MessageBoxReturnValue } from 'electron';
import { displayText } from '../common/display-text.ts';
import type { Words } from '../common/languages/words.ts';
import { startupTypeText } from '../common/status-text.ts';
import { nameToShow } from '../common/service-profile.ts';
import type { Confirmation } from '../engine/jobs/elevate.ts';
import type { ServiceSummary } from '../native-bridge/bridge.ts';

interface ConfirmTools {
  readonly words: () => Words;
  readonly showMessageBox: (options: MessageBoxOptions) => Promise<MessageBoxReturnValue>;
}

const CANCEL = 0;
const GO_AHEAD = 1;

/**
 * Asks the user outside the page, which counts as lost, before something is done to a service with administrator rights,
 * or to other services as well.
 * @param signal closes the dialog, as if it was cancelled
 * @returns whether to go ahead; Enter and Escape do not
 */
export async function confirmInDialog(
  { change, service, dependents, isElevated }: Confirmation,
  signal: AbortSignal,
  { words, showMessageBox }: ConfirmTools,
): Promise<boolean> {
  const spoken = words();
  const {
    title,
    questions,
    actions,
    cancel,
    keyName,
    alsoStops,
    alsoStopsAll,
    consequence,
    processConsequence,
  } = spoken.confirm;
  const name = displayText(service.displayName);
  const question =
    change.task === 'set-startup-type'
      ? questions['set-startup-type'](name, startupTypeText(spoken, change.startupType))
      : questions[change.task](name);
  const { response } = await showMessageBox({
    ...{ type: 'warning', title, message: question },
    detail: [
      keyName(displayText(service.name)),
      ...(dependents === undefined ? [alsoStopsAll] : []),
      ...(dependents === undefined || dependents.length === 0 ? [] : [alsoStops(listOf(dependents))]),
      ...(change.task === 'end-process' ? [processConsequence] : []),
      ...(isElevated ? [consequence] : []),
    ].join('\n\n'),
    buttons: [cancel, actions[change.task]],
    ...{ defaultId: CANCEL, cancelId: CANCEL, noLink: true },
    signal,
  });
  return response === GO_AHEAD;
}

function listOf(services: readonly ServiceSummary[]): string {
  return services.map(({ name, displayName }) => displayText(nameToShow(name, displayName))).join(', ');
}
