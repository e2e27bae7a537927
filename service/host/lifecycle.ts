import type { AcceptedControl, ServiceState } from '../../common/service-status.ts';
import type { ReportedStatus } from '../../native-bridge/bridge.ts';
import { ERROR_SERVICE_SPECIFIC_ERROR } from '../../common/win32-codes.ts';

/**
 * The states of a service, and what it reports to the SCM in each.
 * https://learn.microsoft.com/windows/win32/services/service-state-transitions
 */

/** How the service ended: a Win32 code, and the service's own code if that is ERROR_SERVICE_SPECIFIC_ERROR. */
export interface ExitCode {
  readonly win32: number;
  readonly serviceSpecific: number;
}
const CLEAN_EXIT: ExitCode = { win32: 0, serviceSpecific: 0 };

/** How long the service may take until its next check point, in milliseconds. */
const WAIT_HINT_MS = 3_000;

const LEGAL_NEXT: Readonly<Record<ServiceState, readonly ServiceState[]>> = {
  'start-pending': ['start-pending', 'running', 'stop-pending', 'stopped'],
  running: ['pause-pending', 'paused', 'stop-pending', 'stopped'],
  'pause-pending': ['pause-pending', 'paused', 'running', 'stop-pending', 'stopped'],
  paused: ['continue-pending', 'running', 'stop-pending', 'stopped'],
  'continue-pending': ['continue-pending', 'running', 'paused', 'stop-pending', 'stopped'],
  'stop-pending': ['stop-pending', 'stopped'],
  // A stopped service's process may be ended at any moment, so nothing may follow.
  stopped: [],
};

const AT_WORK: readonly AcceptedControl[] = [
  'stop',
  'pause-continue',
  'shutdown',
  'param-change',
  'pre-shutdown',
];
const PENDING: readonly ServiceState[] = [
  'start-pending',
  'pause-pending',
  'continue-pending',
  'stop-pending',
];

/**
 * Microsoft's documentation has a running service report NO_ERROR. This one reports an error, because that takes no
 * rights: the SCM keeps the code and shows it to everyone who may query the status. The SCM logs a code and takes
 * failure actions only when a service stops, and then the service reports the code that it stopped with.
 * https://learn.microsoft.com/windows/win32/api/winsvc/ns-winsvc-service_status
 * @param refusal why the service may not post, as a Win32 code; 0 if it may, or if nobody owns the mailslot
 * @returns the status to report: with that code while the service is running
 */
export function withRefusal(status: ReportedStatus, refusal: number): ReportedStatus {
  return isAtWork(status.state) ? { ...status, win32ExitCode: refusal } : status;
}

function isAtWork(state: ServiceState): boolean {
  return state === 'running' || state === 'paused';
}

/**
 * @param current the status reported last; undefined before the first
 * @returns the status to report for `state`, or undefined if that state may not follow the current one. Reporting a
 *   pending state again is progress: its check point rises
 */
export function nextStatus(
  current: ReportedStatus | undefined,
  state: ServiceState,
  exit: ExitCode = CLEAN_EXIT,
): ReportedStatus | undefined {
  const legal = current === undefined ? ['start-pending'] : LEGAL_NEXT[current.state];
  if (!legal.includes(state)) return undefined;
  const isPending = PENDING.includes(state);
  const lastCheckPoint = current?.state === state ? current.checkPoint : 0;
  const isStopped = state === 'stopped';
  return {
    state,
    acceptedControls: isAtWork(state) ? AT_WORK : [],
    win32ExitCode: isStopped ? exit.win32 : 0,
    serviceSpecificExitCode: isStopped ? exit.serviceSpecific : 0,
    checkPoint: isPending ? lastCheckPoint + 1 : 0,
    waitHintMs: isPending ? WAIT_HINT_MS : 0,
  };
}

/** SigmaSrv failed in its own code, by an exception that was not caught. Its service-specific exit code is 1. */
export const CRASHED: ExitCode = { win32: ERROR_SERVICE_SPECIFIC_ERROR, serviceSpecific: 1 };
