import { ERROR_SERVICE_NEVER_STARTED } from '../common/error-codes.ts';
import type { Health } from '../common/health.ts';
import type { ErrorReport, MailslotView, MessageRow, ServiceView, View } from '../common/ipc.ts';
import type { Operation } from '../common/operations.ts';
import { SERVICE_DISPLAY_NAME, SERVICE_NAME } from '../common/sigma-service.ts';
import { describeWin32Code } from '../common/win32-codes.ts';
import type { Request } from './store.ts';
import { clockTime } from './time-words.ts';

/** Every word that the window itself says, in one language. */

export const REQUEST_LABELS: Readonly<Record<Request, string>> = {
  install: 'Install service',
  uninstall: 'Uninstall service',
  start: 'Start',
  stop: 'Stop',
  pause: 'Pause',
  continue: 'Continue',
  refresh: 'Refresh',
};

export const REQUEST_HINTS: Readonly<Record<Request, string>> = {
  install: 'Installs the service. Asks for administrator rights.',
  uninstall: 'Stops and removes the service. Asks for administrator rights.',
  start: 'Starts the service.',
  stop: 'Stops the service.',
  pause: 'Pauses the service. It stays in memory and goes on saying that it is there.',
  continue: 'Lets the paused service go on.',
  refresh: 'Asks Windows for the service state now.',
};

export const BUSY_WORDS: Readonly<Record<Operation, string>> = {
  install: 'Installing…',
  uninstall: 'Uninstalling…',
  start: 'Starting…',
  stop: 'Stopping…',
  pause: 'Pausing…',
  continue: 'Resuming…',
};

export const FAILURE_TITLES: Readonly<Record<Request, string>> = {
  install: 'The service was not installed.',
  uninstall: 'The service was not uninstalled.',
  start: 'The service was not started.',
  stop: 'The service was not stopped.',
  pause: 'The service was not paused.',
  continue: 'The service does not go on.',
  refresh: 'The service state could not be read.',
};

export const HEALTH_WORDS: Readonly<Record<Health, string>> = {
  unknown: 'Unknown',
  'not-installed': 'Not installed',
  stopped: 'Stopped',
  starting: 'Starting',
  healthy: 'Running',
  silent: 'Running, but silent',
  paused: 'Paused',
  stopping: 'Stopping',
  'posting-unregistered': 'Not installed, but posting',
};

export const HEALTH_SENTENCES: Readonly<Record<Health, string>> = {
  unknown: 'The state of the service is not known yet.',
  'not-installed': `${SERVICE_DISPLAY_NAME} is not installed.`,
  stopped: `${SERVICE_DISPLAY_NAME} is stopped.`,
  starting: `${SERVICE_DISPLAY_NAME} is starting.`,
  healthy: `${SERVICE_DISPLAY_NAME} is running.`,
  silent: `${SERVICE_DISPLAY_NAME} is running, but sends no status.`,
  paused: `${SERVICE_DISPLAY_NAME} is paused.`,
  stopping: `${SERVICE_DISPLAY_NAME} is stopping.`,
  'posting-unregistered': `${SERVICE_DISPLAY_NAME} is not installed, but its status messages arrive.`,
};

export const MAILSLOT_WORDS: Readonly<Record<MailslotView['kind'], string>> = {
  closed: 'Mailslot closed',
  open: 'Mailslot open',
  taken: 'Mailslot taken',
  failed: 'Mailslot failed',
};

export const WORDS = {
  toolbar: 'Service',
  statusBar: 'Status bar',
  messages: 'Messages',
  simulation: 'Simulation: no real service is touched.',
  cancelled: 'The administrator prompt was answered with No. Nothing was changed.',
  snapshotFailed: 'The window could not get the present state.',
  serviceUnavailable: 'The service state cannot be read.',
  mailslotTaken: 'Messages cannot be received: the mailslot is taken.',
  mailslotFailed: 'Messages cannot be received: the mailslot failed.',
  mailslotConsequence: 'The service state is still shown, and the service can still be controlled.',
  copyDetails: 'Copy details',
  copied: 'Copied',
  notCopied: 'Could not be copied',
  retry: 'Retry',
  dismiss: 'Dismiss',
  malformed: 'Malformed message',
  jumpToNewest: 'Jump to newest',
  emptyMessage: '(empty message)',
  noMessagesYet: 'No messages yet',
  unknownHost: 'Unknown computer',
} as const;

/**
 * @returns the status bar's text: the latest message as it is, unless something has happened to the service
 *   since it arrived. A running service's own words are always better than ours
 */
export function statusText(view: View | undefined): string {
  if (view === undefined) return HEALTH_SENTENCES.unknown;
  const { latest, health, healthAfterMessage, service } = view;
  const isNewest = latest !== undefined && (health === 'healthy' || latest.id > healthAfterMessage);
  return isNewest ? messageText(latest) : healthSentence(health, service);
}

/** @returns the message as it is, or what stands for one that says nothing */
export function messageText({ text }: MessageRow): string {
  return text === '' ? WORDS.emptyMessage : text;
}

/** @returns how the service is, and where it stopped with an error, why */
function healthSentence(health: Health, service: ServiceView): string {
  const sentence = HEALTH_SENTENCES[health];
  if (health !== 'stopped' || service.kind !== 'present') return sentence;
  const { win32ExitCode } = service.status;
  const isClean = win32ExitCode === 0 || win32ExitCode === ERROR_SERVICE_NEVER_STARTED;
  return isClean ? sentence : withExitCode(sentence, win32ExitCode);
}

function withExitCode(sentence: string, exitCode: number): string {
  const { name, explanation } = describeWin32Code(exitCode);
  return `${sentence} ${explanation} ${name} (${String(exitCode)})`;
}

/** @returns the service part's tool tip: what the SCM knows beyond the state */
export function serviceDetail({ health, healthSince, service }: View): string {
  const sentence = `${HEALTH_SENTENCES[health]} Since ${clockTime(healthSince)}.`;
  if (service.kind === 'unavailable') return `${sentence} ${service.error.explanation}`;
  if (service.kind !== 'present') return sentence;
  const { processId, win32ExitCode } = service.status;
  if (processId !== undefined) return `${sentence} Process ${String(processId)}.`;
  return win32ExitCode === 0 ? sentence : withExitCode(sentence, win32ExitCode);
}

export function mailslotDetail(mailslot: MailslotView): string {
  const word = `${MAILSLOT_WORDS[mailslot.kind]}.`;
  return 'error' in mailslot ? `${word} ${mailslot.error.explanation} ${mailslot.error.nextStep}` : word;
}

export function hostDetail({ computerName, system, build, processors }: View['host']): string {
  const processorWord = processors === 1 ? 'processor' : 'processors';
  return `${computerName}, ${system} (build ${String(build)}), ${String(processors)} ${processorWord}`;
}

/** @returns what an empty list of messages waits for, and the step that leads there */
export function emptyListHint(view: View | undefined): string {
  if (view === undefined) return 'Waiting for the first report on the service.';
  if (view.mailslot.kind === 'taken' || view.mailslot.kind === 'failed') {
    return 'Status messages appear here as soon as Sigma can open its mailslot.';
  }
  switch (view.health) {
    case 'not-installed':
      return `${SERVICE_DISPLAY_NAME} is not installed. Install service is the first step, Start the second; then its status messages appear here.`;
    case 'stopped':
      return `${SERVICE_DISPLAY_NAME} is installed, but stopped. Once you start it, its status messages appear here.`;
    default:
      return `The status messages of ${SERVICE_NAME}, one a second while it runs, appear here.`;
  }
}

/** @returns what the list of messages leaves out or marks; undefined if there is nothing to say */
export function listNote(forgotten: number, dropped: number, malformed: number): string | undefined {
  const notes = [
    forgotten > 0 ? `${forgotten.toLocaleString()} earlier not kept` : undefined,
    dropped > 0 ? `${dropped.toLocaleString()} came too fast and were let go` : undefined,
    malformed > 0 ? `${malformed.toLocaleString()} malformed` : undefined,
  ].filter((note) => note !== undefined);
  return notes.length === 0 ? undefined : notes.join(', ');
}

/** @returns `NAME (code)`; a code without a name is told once */
export function errorCode({ name, code }: ErrorReport): string {
  return name.includes(String(code)) ? name : `${name} (${String(code)})`;
}

/** @returns an error as lines of plain text, to be pasted into a report */
export function errorText(title: string, error: ErrorReport): string {
  return [title, error.explanation, error.nextStep, `${errorCode(error)}, ${error.api}`].join('\n');
}
