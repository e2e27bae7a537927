import { SILENT_AFTER_MS, type HealthEvent, type ScmObservation } from '../../common/health.ts';
import type { ServiceState, ServiceStatus } from '../../common/service-status.ts';
import { POST_INTERVAL_MS } from '../../common/sigma-service.ts';

export const PID = 4242;
export const OTHER_PID = 666;
export const QUIET = SILENT_AFTER_MS + 1;
export const LATE = 2 * POST_INTERVAL_MS + 1;

/** What may happen to a service, in few words. */
export type Happening =
  | 'tick'
  | 'listening'
  | 'not listening'
  | 'absent'
  | 'unavailable'
  | ServiceState
  | { readonly post: number; readonly everyMs?: number }
  | { readonly running: number }
  | ({ readonly state: ServiceState } & Partial<ServiceStatus>);

/** @returns the SCM's answer about a service in that state */
export function present(
  state: ServiceState,
  processId: number | undefined,
  more: Partial<ServiceStatus> = {},
): Extract<ScmObservation, { kind: 'present' }> {
  const status = {
    state,
    acceptedControls: [],
    win32ExitCode: 0,
    serviceSpecificExitCode: undefined,
    checkPoint: 0,
    waitHintMs: 0,
    processId,
    ...more,
  };
  return { kind: 'present', status };
}

/** @returns the event for the health machine at that time, in milliseconds */
export function eventOf(at: number, happening: Happening): HealthEvent {
  if (typeof happening === 'object') {
    if ('post' in happening)
      return { type: 'post', at, processId: happening.post, everyMs: happening.everyMs };
    if ('running' in happening)
      return { type: 'scm', at, observation: present('running', happening.running) };
    return { type: 'scm', at, observation: present(happening.state, PID, happening) };
  }
  switch (happening) {
    case 'tick':
      return { type: 'tick', at };
    case 'listening':
    case 'not listening':
      return { type: 'listening', at, listening: happening === 'listening' };
    case 'absent':
    case 'unavailable':
      return { type: 'scm', at, observation: { kind: happening } };
    default:
      return { type: 'scm', at, observation: present(happening, happening === 'stopped' ? undefined : PID) };
  }
}
