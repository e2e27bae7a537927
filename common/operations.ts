import { assertNever } from './assert-never.ts';
import type { ServiceView } from './ipc.ts';
import { isPending, type AcceptedControl } from './service-status.ts';

/** What a person can ask Sigma to do with the service. */
export const OPERATIONS = ['install', 'uninstall', 'start', 'stop', 'pause', 'continue'] as const;
export type Operation = (typeof OPERATIONS)[number];

/** @returns why the operation makes no sense now, or undefined where it does */
export function reasonUnavailable(
  operation: Operation,
  service: ServiceView,
  busy: Operation | undefined,
): string | undefined {
  if (busy !== undefined) return 'Sigma is still working on the last request.';
  if (service.kind === 'unknown') return 'The service state is not known yet.';
  if (service.kind === 'unavailable') return service.error.explanation;
  if (operation === 'install')
    return service.kind === 'present' ? 'The service is already installed.' : undefined;
  if (service.kind === 'absent') return 'The service is not installed.';
  if (operation === 'uninstall') return undefined;
  const { state, acceptedControls } = service.status;
  if (isPending(state)) return 'The service is changing its state.';
  const accepts = (control: AcceptedControl) => acceptedControls.includes(control);
  switch (operation) {
    case 'start':
      return state === 'stopped' ? undefined : 'The service is already running.';
    case 'stop':
      if (state === 'stopped') return 'The service is not running.';
      return accepts('stop') ? undefined : 'The service does not accept being stopped now.';
    case 'pause':
      if (state !== 'running') return 'The service is not running.';
      return accepts('pause-continue') ? undefined : 'The service does not accept being paused.';
    case 'continue':
      return state === 'paused' ? undefined : 'The service is not paused.';
    default:
      return assertNever(operation);
  }
}
