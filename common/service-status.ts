/** A service's state in Windows' own words (dwCurrentState of SERVICE_STATUS_PROCESS). */
export const SERVICE_STATES = [
  'stopped',
  'start-pending',
  'stop-pending',
  'running',
  'continue-pending',
  'pause-pending',
  'paused',
] as const;
export type ServiceState = (typeof SERVICE_STATES)[number];

/** The controls that a service can accept (dwControlsAccepted), as far as Sigma uses them. */
export const ACCEPTED_CONTROLS = [
  'stop',
  'pause-continue',
  'shutdown',
  'param-change',
  'pre-shutdown',
] as const;
export type AcceptedControl = (typeof ACCEPTED_CONTROLS)[number];

/** The SCM's knowledge of a service at one moment: SERVICE_STATUS_PROCESS in our units. */
export interface ServiceStatus {
  readonly state: ServiceState;
  readonly acceptedControls: readonly AcceptedControl[];
  /** dwWin32ExitCode; 1077 if the service has not run since Windows started. */
  readonly win32ExitCode: number;
  /** Set only if win32ExitCode is 1066, ERROR_SERVICE_SPECIFIC_ERROR. */
  readonly serviceSpecificExitCode: number | undefined;
  readonly checkPoint: number;
  /** How long the service may take until its next check point, in milliseconds. */
  readonly waitHintMs: number;
  /** Undefined while the service has no process. */
  readonly processId: number | undefined;
}

/** @returns whether the service is on its way to another state */
export function isPending(state: ServiceState): boolean {
  return state.endsWith('-pending');
}

/**
 * What a service did instead of what was asked, or why its process was not ended, where no Win32 error code describes it:
 * - `ended-at-once`: it stopped by itself after it was started, with exit code 0
 * - `runs-on`: it accepted the control and stayed in its state
 * - `changed-meanwhile`: another program changed it during the wait
 * - `stuck`: it made no progress in the time that it asked for
 * - `not-stuck`: its process is ended only while it is stuck stopping
 * - `own`: it is Sigma's own service
 * - `shared`: other services run in the same process
 * - `critical`: Windows stops the whole computer if the process ends
 * - `protected`: Windows lets nobody end the process
 */
export const SERVICE_SURPRISES = [
  'ended-at-once',
  'runs-on',
  'changed-meanwhile',
  'stuck',
  'not-stuck',
  'own',
  'shared',
  'critical',
  'protected',
] as const;
export type ServiceSurprise = (typeof SERVICE_SURPRISES)[number];

/**
 * Follows a pending state by the SCM's rules: a service makes progress while its check point rises, and hangs only once
 * its wait hint has passed without a new check point.
 * https://learn.microsoft.com/windows/win32/services/service-state-transitions
 */
export interface PendingProgress {
  readonly state: ServiceStatus['state'];
  readonly checkPoint: number;
  /** When this check point was first seen, in milliseconds. */
  readonly since: number;
}

/** The limits of a believable wait hint, in milliseconds: a hint of 0 or of hours is no promise. */
const SHORTEST_HINT_MS = 2_000;
const LONGEST_HINT_MS = 120_000;

export function followProgress(
  progress: PendingProgress | undefined,
  status: ServiceStatus,
  at: number,
): PendingProgress {
  const { state, checkPoint } = status;
  if (progress?.state === state && progress.checkPoint === checkPoint) return progress;
  return { state, checkPoint, since: at };
}

export function isHung(progress: PendingProgress, status: ServiceStatus, at: number): boolean {
  return at - progress.since > believedHintMs(status);
}

/** @returns how long a service may take until its next check point, in milliseconds */
export function believedHintMs({ waitHintMs }: ServiceStatus): number {
  return Math.min(Math.max(waitHintMs, SHORTEST_HINT_MS), LONGEST_HINT_MS);
}
