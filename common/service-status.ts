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
