/** A service's state in the platform's words (dwCurrentState of SERVICE_STATUS_PROCESS). */
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

/** The controls a service may say it accepts (dwControlsAccepted), as far as Sigma uses them. */
export const ACCEPTED_CONTROLS = [
  'stop',
  'pause-continue',
  'shutdown',
  'param-change',
  'pre-shutdown',
] as const;
export type AcceptedControl = (typeof ACCEPTED_CONTROLS)[number];

/** What the SCM knows of a service at one moment: SERVICE_STATUS_PROCESS in our units. */
export interface ServiceStatus {
  readonly state: ServiceState;
  readonly acceptedControls: readonly AcceptedControl[];
  /** dwWin32ExitCode; 1077 where the service has not run since the system started. */
  readonly win32ExitCode: number;
  /** Set only where win32ExitCode is 1066, ERROR_SERVICE_SPECIFIC_ERROR. */
  readonly serviceSpecificExitCode: number | undefined;
  readonly checkPoint: number;
  /** How long the service asks for until its next check point, in milliseconds. */
  readonly waitHintMs: number;
  /** Undefined while the service has no process. */
  readonly processId: number | undefined;
}

/** @returns whether the service is on its way to another state */
export function isPending(state: ServiceState): boolean {
  return state.endsWith('-pending');
}

/**
 * What a service does instead of what was asked for, where no Win32 error code says it:
 * - `ended-at-once`: it ended by itself after it was started, with exit code 0
 * - `runs-on`: it answered, and is in the state it was in
 * - `changed-meanwhile`: another program has changed it while somebody waited
 * - `stuck`: it is on its way, and has not got any further within the time it asked for
 */
export const SERVICE_SURPRISES = ['ended-at-once', 'runs-on', 'changed-meanwhile', 'stuck'] as const;
export type ServiceSurprise = (typeof SERVICE_SURPRISES)[number];

/**
 * Watches a pending state as the SCM's rules have it: a service is making progress while its check point
 * rises, and hung only once its wait hint has passed without a new one.
 * https://learn.microsoft.com/windows/win32/services/service-state-transitions
 */
export interface PendingProgress {
  readonly state: ServiceStatus['state'];
  readonly checkPoint: number;
  /** When this check point was first seen, in milliseconds. */
  readonly since: number;
}

/** A hint of 0 or of hours is no promise: the time that counts lies within these bounds. In milliseconds. */
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

/** @returns how long a service may take to its next check point, in milliseconds */
export function believedHintMs({ waitHintMs }: ServiceStatus): number {
  return Math.min(Math.max(waitHintMs, SHORTEST_HINT_MS), LONGEST_HINT_MS);
}
