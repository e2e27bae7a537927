import type { ErrorReport, ScmView } from './view.ts';
import { assertNever } from './assert-never.ts';
import type { PostIntervalMs } from './sigma-service.ts';
import { isPending, type AcceptedControl, type ServiceState } from './service-status.ts';

/** What a person can ask Sigma to do with the service. */
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

/** What Sigma can be busy with, one at a time: an operation, or to set how often the service posts. */
export const TASKS = [...OPERATIONS, 'set-post-interval'] as const;
export type Task = (typeof TASKS)[number];

/** A task with all that it takes to do it. */
export type Job =
  { readonly task: Operation } | { readonly task: 'set-post-interval'; readonly intervalMs: PostIntervalMs };

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

/** @returns what can be done about being asked for administrator rights at each start and stop: to end it, or to have it back */
export function userControlOperation(service: ScmView): 'allow-user-control' | 'end-user-control' {
  const isUserInControl = service.kind === 'present' && service.configuration?.isUserInControl === true;
  return isUserInControl ? 'end-user-control' : 'allow-user-control';
}

/** Why an operation makes no sense now; the words of a language say it. */
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

/** @returns why the task makes no sense now, or undefined where it does */
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
