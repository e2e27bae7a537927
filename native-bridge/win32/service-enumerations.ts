import {
  ERROR_INVALID_DATA,
  ERROR_INVALID_PARAMETER,
  ERROR_SERVICE_SPECIFIC_ERROR,
  ERROR_INVALID_NAME,
} from '../../common/win32-codes.ts';
import { START_TYPES, type StartType } from '../../common/service-configuration.ts';
import { Win32Error } from '../../common/win32-error.ts';
import {
  ACCEPTED_CONTROLS,
  type AcceptedControl,
  type ServiceState,
  type ServiceStatus,
} from '../../common/service-status.ts';
import {
  ERROR_CONTROLS,
  isUserDefinedControl,
  type ServiceConfiguration,
  type ServiceControl,
  type ServiceManagerAccess,
} from '../bridge.ts';
import {
  SERVICE_WIN32_OWN_PROCESS,
  type QUERY_SERVICE_CONFIGW,
  type SERVICE_STATUS_PROCESS,
} from './advapi32.ts';
import { SERVICE_WIN32 } from './advapi32-configuration.ts';
import { decodeMultiText } from './native.ts';

/**
 * The numbers of winsvc.h, and the words that leave the bridge. Strict for enumerations (an unknown state is an error),
 * tolerant for flags (an unknown bit is ignored).
 */

const STATE_VALUES: Readonly<Record<ServiceState, number>> = {
  stopped: 1,
  'start-pending': 2,
  'stop-pending': 3,
  running: 4,
  'continue-pending': 5,
  'pause-pending': 6,
  paused: 7,
};

const CONTROL_BITS: Readonly<Record<AcceptedControl, number>> = {
  stop: 0x1,
  'pause-continue': 0x2,
  shutdown: 0x4,
  'param-change': 0x8,
  'pre-shutdown': 0x100,
};

const MANAGER_ACCESS_BITS: Readonly<Record<ServiceManagerAccess, number>> = {
  connect: 0x1,
  'create-service': 0x2,
  enumerate: 0x4,
};

const CONTROL_VALUES: Readonly<Record<Exclude<ServiceControl, number>, number>> = {
  stop: 1,
  pause: 2,
  continue: 3,
  interrogate: 4,
  'param-change': 6,
};

/**
 * @returns winsvc.h's number for a control. @throws ERROR_INVALID_PARAMETER for a number outside the user-defined range
 */
export function controlValue(control: ServiceControl): number {
  if (typeof control !== 'number') return CONTROL_VALUES[control];
  if (!isUserDefinedControl(control)) throw new Win32Error('ControlService', ERROR_INVALID_PARAMETER);
  return control;
}

/** @returns winsvc.h's number for a state */
export function stateValue(state: ServiceState): number {
  return STATE_VALUES[state];
}

/** @returns the bits of dwControlsAccepted */
export function acceptedControlBits(controls: readonly AcceptedControl[]): number {
  return controls.reduce((bits, control) => bits | CONTROL_BITS[control], 0);
}

/** @returns an access mask with all of the rights */
export function managerAccessBits(access: readonly ServiceManagerAccess[]): number {
  return access.reduce((bits, right) => bits | MANAGER_ACCESS_BITS[right], 0);
}

/** @returns winsvc.h's number for a start type */
export function startTypeValue(startType: StartType): number {
  return START_TYPES.indexOf(startType);
}

/** @throws ERROR_INVALID_DATA for a state unknown to winsvc.h */
export function serviceStatusFrom(raw: SERVICE_STATUS_PROCESS): ServiceStatus {
  return {
    state: stateFrom(raw.dwCurrentState),
    acceptedControls: ACCEPTED_CONTROLS.filter(
      (control) => (raw.dwControlsAccepted & CONTROL_BITS[control]) !== 0,
    ),
    win32ExitCode: raw.dwWin32ExitCode,
    serviceSpecificExitCode:
      raw.dwWin32ExitCode === ERROR_SERVICE_SPECIFIC_ERROR ? raw.dwServiceSpecificExitCode : undefined,
    checkPoint: raw.dwCheckPoint,
    waitHintMs: raw.dwWaitHint,
    processId: raw.dwProcessId === 0 ? undefined : raw.dwProcessId,
  };
}

/** @throws ERROR_INVALID_DATA for a state unknown to winsvc.h */
export function stateFrom(value: number): ServiceState {
  for (const [state, number] of Object.entries(STATE_VALUES) as [ServiceState, number][]) {
    if (number === value) return state;
  }
  throw new Win32Error('QueryServiceStatusEx', ERROR_INVALID_DATA);
}

/** @throws ERROR_INVALID_DATA for a start type or error control unknown to winsvc.h */
export function serviceConfigurationFrom(raw: QUERY_SERVICE_CONFIGW): ServiceConfiguration {
  const startType = START_TYPES[raw.dwStartType];
  const errorControl = ERROR_CONTROLS[raw.dwErrorControl];
  if (startType === undefined || errorControl === undefined) {
    throw new Win32Error('QueryServiceConfigW', ERROR_INVALID_DATA);
  }
  return {
    displayName: raw.lpDisplayName ?? '',
    imagePath: raw.lpBinaryPathName ?? '',
    startType,
    errorControl,
    dependencies: decodeMultiText(raw.lpDependencies),
    ownProcess: (raw.dwServiceType & SERVICE_WIN32_OWN_PROCESS) !== 0,
    isDriver: (raw.dwServiceType & SERVICE_WIN32) === 0,
    account: raw.lpServiceStartName ?? 'LocalSystem',
  };
}

/**
 * Quotes a path: without quotation marks, a path with spaces starts whatever is at its first part (CWE-428).
 * @throws ERROR_INVALID_NAME for a path that contains a quotation mark
 */
export function quotedImagePath(api: string, executable: string): string {
  if (executable.includes('"')) throw new Win32Error(api, ERROR_INVALID_NAME);
  return `"${executable}"`;
}
