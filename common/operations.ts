import { assertNever } from './assert-never.ts';
import type { ErrorReport, ServiceView } from './ipc.ts';
import { isPending, type AcceptedControl } from './service-status.ts';

/** What a person can ask Sigma to do with the service. */
export const OPERATIONS = ['install', 'uninstall', 'start', 'stop', 'pause', 'continue'] as const;
export type Operation = (typeof OPERATIONS)[number];

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

/** @returns why the operation makes no sense now, or undefined where it does */
export function reasonUnavailable(
  operation: Operation,
  service: ServiceView,
  busy: Operation | undefined,
): Reason | undefined {
  if (busy !== undefined) return 'busy';
  if (service.kind === 'unknown') return 'unknown';
  if (service.kind === 'unavailable') return service.error;
  if (operation === 'install') return service.kind === 'present' ? 'installed' : undefined;
  if (service.kind === 'absent') return 'absent';
  if (operation === 'uninstall') return undefined;
  const { state, acceptedControls } = service.status;
  if (isPending(state)) return 'pending';
  const accepts = (control: AcceptedControl) => acceptedControls.includes(control);
  switch (operation) {
    case 'start':
      return state === 'stopped' ? undefined : 'running';
    case 'stop':
      if (state === 'stopped') return 'not-running';
      return accepts('stop') ? undefined : 'no-stop';
    case 'pause':
      if (state !== 'running') return 'not-running';
      return accepts('pause-continue') ? undefined : 'no-pause';
    case 'continue':
      return state === 'paused' ? undefined : 'not-paused';
    default:
      return assertNever(operation);
  }
}
