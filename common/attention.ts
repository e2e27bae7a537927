import { ERROR_SERVICE_NEVER_STARTED } from './win32-codes.ts';
import type { Health } from './health.ts';
import type { ServiceRegistration } from './service-registration.ts';
import type { ServiceStatus } from './service-status.ts';

/** Why a service needs attention. */
export type Attention =
  /** It stopped with an error. */
  | 'failed'
  /** It is stuck while changing state. */
  | 'hung'
  /** It is running, but the status it owes is overdue or missing. */
  | 'silent'
  /** Windows should have it running, and it is stopped. */
  | 'not-running'
  /** Windows should have started it by now, and has not. */
  | 'never-started';

/** How long after the system's start Windows may take to start an automatic service, in milliseconds. */
export const START_PATIENCE_MS = 600_000;

/** What is known of a service at one moment. */
export interface AttentionFacts {
  readonly status: ServiceStatus;
  readonly health: Health;
  /** Undefined where it could not be read: then only the status counts. */
  readonly registration: ServiceRegistration | undefined;
  /** How long the system has been running, in milliseconds. */
  readonly upTimeMs: number;
}

/**
 * @returns why the service needs attention, or undefined if it doesn't. "Automatic but stopped" is trouble only where
 *   Windows would have the service running: a trigger or delayed start that ended with exit code 0 is as it should be
 */
export function attentionOf({
  status,
  health,
  registration,
  upTimeMs,
}: AttentionFacts): Attention | undefined {
  switch (health) {
    case 'hung':
      return 'hung';
    case 'late':
    case 'silent':
    case 'refused':
      return 'silent';
    case 'failed':
      return 'failed';
    default:
      return status.state === 'stopped' ? attentionStopped(status, registration, upTimeMs) : undefined;
  }
}

function attentionStopped(
  { win32ExitCode }: ServiceStatus,
  registration: ServiceRegistration | undefined,
  upTimeMs: number,
): Attention | undefined {
  // Windows starts instances of a template, never the template itself.
  if (registration?.startType !== 'auto' || registration.perUser === 'template') return undefined;
  if (win32ExitCode === ERROR_SERVICE_NEVER_STARTED)
    return upTimeMs < START_PATIENCE_MS ? undefined : 'never-started';
  return registration.isTriggerStart || registration.delayedAutoStart ? undefined : 'not-running';
}
