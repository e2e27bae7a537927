import type { ErrorReport, ScmView } from './view.ts';
import { assertNever } from './assert-never.ts';
import type { StartupType } from './service-configuration.ts';
import type { PostIntervalMs } from './sigma-service.ts';
import { isPending, type AcceptedControl, type ServiceState } from './service-status.ts';
import {
  ERROR_BAD_CONFIGURATION,
  ERROR_BAD_EXE_FORMAT,
  ERROR_FILE_NOT_FOUND,
  ERROR_INVALID_SERVICE_ACCOUNT,
  ERROR_PATH_NOT_FOUND,
  ERROR_SERVICE_DISABLED,
  ERROR_SERVICE_DOES_NOT_EXIST,
  ERROR_SERVICE_LOGON_FAILED,
} from './win32-codes.ts';

/** What the user can ask Sigma to do with the service. */
export const OPERATIONS = [
  'install',
  'uninstall',
  'start',
  'stop',
  'restart',
  'pause',
  'continue',
  'repair',
  'allow-user-control',
  'end-user-control',
] as const;
export type Operation = (typeof OPERATIONS)[number];

/** The operations that any service can be asked for. */
export const CONTROLS = [
  'start',
  'stop',
  'restart',
  'pause',
  'continue',
] as const satisfies readonly Operation[];
type Control = (typeof CONTROLS)[number];

/** What Sigma can be busy with, one at a time: an operation, or changing how often or when a service posts or starts. */
export const TASKS = [...OPERATIONS, 'set-post-interval', 'end-process', 'set-startup-type'] as const;
export type Task = (typeof TASKS)[number];

/** A task with everything needed to perform it. Without a service, it is for Sigma's own. */
export type Job =
  | { readonly task: Operation }
  | { readonly task: 'set-post-interval'; readonly intervalMs: PostIntervalMs }
  | ServiceJob;

/** A task for the service of that key name. */
type ServiceJob =
  | { readonly task: Control | 'end-process'; readonly service: string }
  | { readonly task: 'set-startup-type'; readonly service: string; readonly startupType: StartupType };

/** What an elevated helper does to a service that is not Sigma's, and that the user confirms first. */
export type ConfirmedTask = 'stop' | 'restart' | 'pause' | 'end-process' | 'set-startup-type';

/** @returns whether Windows will ask for administrator rights, as far as that is known */
export function asksForRights(operation: Operation, service: ScmView): boolean {
  switch (operation) {
    case 'start':
    case 'stop':
    case 'restart':
    case 'pause':
    case 'continue':
      return service.kind === 'present' && service.configuration?.mayControl === false;
    default:
      return true;
  }
}

/**
 * @returns the operation that changes whether each start and stop requires a prompt: granting or revoking prompt-free
 *   control
 */
export function userControlOperation(service: ScmView): 'allow-user-control' | 'end-user-control' {
  const isUserInControl = service.kind === 'present' && service.configuration?.isUserInControl === true;
  return isUserInControl ? 'end-user-control' : 'allow-user-control';
}

/** Why an operation does not apply now; the languages have a text for each. */
export type Reason =
  | 'busy'
  | 'unknown'
  | 'installed'
  | 'absent'
  | 'pending'
  | 'running'
  | 'not-running'
  | 'not-paused'
  | 'no-stop'
  | 'no-pause'
  | ErrorReport;

/** @returns why the task does not apply now, or undefined if it does */
export function reasonUnavailable(task: Task, service: ScmView, busy: Task | undefined): Reason | undefined {
  if (busy !== undefined) return 'busy';
  if (service.kind === 'unknown') return 'unknown';
  if (service.kind === 'unavailable') return service.error;
  if (task === 'install') return service.kind === 'present' ? 'installed' : undefined;
  if (service.kind === 'absent') return 'absent';
  const { state, acceptedControls } = service.status;
  const accepts = (control: AcceptedControl) => acceptedControls.includes(control);
  switch (task) {
    case 'uninstall':
    case 'repair':
    case 'allow-user-control':
    case 'end-user-control':
    case 'set-post-interval':
    case 'end-process':
    case 'set-startup-type':
      return undefined;
    default:
      return isPending(state) ? 'pending' : reasonUncontrollable(task, state, accepts);
  }
}

function reasonUncontrollable(
  control: 'start' | 'stop' | 'restart' | 'pause' | 'continue',
  state: ServiceState,
  accepts: (control: AcceptedControl) => boolean,
): Reason | undefined {
  switch (control) {
    case 'start':
      return state === 'stopped' ? undefined : 'running';
    case 'stop':
    case 'restart':
      if (state === 'stopped') return 'not-running';
      return accepts('stop') ? undefined : 'no-stop';
    case 'pause':
      if (state !== 'running') return 'not-running';
      return accepts('pause-continue') ? undefined : 'no-pause';
    case 'continue':
      return state === 'paused' ? undefined : 'not-paused';
    default:
      return assertNever(control);
  }
}

/** The errors of a start that are caused by the service's registration, which a repair fixes. */
const MENDED_BY_REPAIR: ReadonlySet<number> = new Set([
  ERROR_FILE_NOT_FOUND,
  ERROR_PATH_NOT_FOUND,
  ERROR_BAD_EXE_FORMAT,
  ERROR_INVALID_SERVICE_ACCOUNT,
  ERROR_SERVICE_DISABLED,
  ERROR_SERVICE_LOGON_FAILED,
  ERROR_BAD_CONFIGURATION,
]);

/** The function that runs the helper: if it fails, the service was never touched. */
const HELPER_LAUNCH = 'ShellExecuteExW';

/** @returns the operation that fixes what made a task fail, if there is one */
export function helpFor(
  { api, code }: Pick<ErrorReport, 'api' | 'code'>,
  task: Task,
): 'repair' | 'install' | undefined {
  if (api === HELPER_LAUNCH) return undefined;
  if (code === ERROR_SERVICE_DOES_NOT_EXIST) return task === 'install' ? undefined : 'install';
  switch (task) {
    case 'start':
    case 'restart':
      return MENDED_BY_REPAIR.has(code) ? 'repair' : undefined;
    case 'install':
      // A registry entry that the SCM does not recognise as a service.
      return code === ERROR_BAD_CONFIGURATION ? 'repair' : undefined;
    default:
      return undefined;
  }
}
