import type { AcceptedControl, ServiceState } from '../../common/service-status.ts';
import {
  registerHandlerEx,
  RegisterServiceCtrlHandlerExW,
  registerServiceMain,
  SERVICE_WIN32_OWN_PROCESS,
  SetServiceStatus,
  StartServiceCtrlDispatcherW,
  type ServiceStatusHandle,
} from './advapi32.ts';
import { callOnPool, check, isTrue } from './native.ts';
import { acceptedControlBits, stateValue } from './service-enumerations.ts';

/** What a service tells the SCM of itself. */
export interface ReportedStatus {
  readonly state: ServiceState;
  readonly acceptedControls: readonly AcceptedControl[];
  readonly win32ExitCode: number;
  /** Only heeded where win32ExitCode is 1066, ERROR_SERVICE_SPECIFIC_ERROR. */
  readonly serviceSpecificExitCode: number;
  readonly checkPoint: number;
  readonly waitHintMs: number;
}

/** A service as the SCM runs it: both functions are called on the thread that called {@link runService}. */
export interface ServiceProgram {
  readonly name: string;
  /** ServiceMain: must report a pending state before any heavy work. */
  main(report: (status: ReportedStatus) => void): void;
  /**
   * HandlerEx: must return soon, since the SCM waits.
   * @param control a SERVICE_CONTROL_ value
   * @returns 0, or ERROR_CALL_NOT_IMPLEMENTED (120) for a control that is not handled
   */
  handleControl(control: number): number;
}

/**
 * Connects this process to the SCM and serves until the service has reported that it stopped. The dispatcher
 * keeps one thread of libuv's pool for as long, which is why no other endless call may be made there.
 * @throws ERROR_FAILED_SERVICE_CONTROLLER_CONNECT if the SCM did not start this process
 */
export async function runService(program: ServiceProgram): Promise<void> {
  const serviceMain = registerServiceMain(() => {
    program.main(connect(program));
  });
  await callOnPool(
    'StartServiceCtrlDispatcherW',
    StartServiceCtrlDispatcherW,
    [
      [
        { lpServiceName: program.name, lpServiceProc: serviceMain },
        { lpServiceName: null, lpServiceProc: null },
      ],
    ],
    isTrue,
  );
}

function connect(program: ServiceProgram): (status: ReportedStatus) => void {
  const handler = registerHandlerEx((control) => program.handleControl(control));
  const handle = RegisterServiceCtrlHandlerExW(program.name, handler, null);
  check('RegisterServiceCtrlHandlerExW', isTrue(handle));
  return (status) => {
    setServiceStatus(handle, status);
  };
}

function setServiceStatus(handle: ServiceStatusHandle, status: ReportedStatus): void {
  const succeeded = SetServiceStatus(handle, {
    dwServiceType: SERVICE_WIN32_OWN_PROCESS,
    dwCurrentState: stateValue(status.state),
    dwControlsAccepted: acceptedControlBits(status.acceptedControls),
    dwWin32ExitCode: status.win32ExitCode,
    dwServiceSpecificExitCode: status.serviceSpecificExitCode,
    dwCheckPoint: status.checkPoint,
    dwWaitHint: status.waitHintMs,
  });
  check('SetServiceStatus', isTrue(succeeded));
}
