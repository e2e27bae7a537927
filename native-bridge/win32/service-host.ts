import type { ReportedStatus, ServiceHost, ServiceProgram } from '../bridge.ts';
import {
  registerHandlerEx,
  RegisterServiceCtrlHandlerExW,
  registerServiceMain,
  SERVICE_WIN32_OWN_PROCESS,
  SetServiceStatus,
  StartServiceCtrlDispatcherW,
  type ServiceStatusHandle,
} from './advapi32.ts';
import { isInOwnToken } from './token.ts';
import { callOnPool, check, isTrue } from './native.ts';
import { acceptedControlBits, stateValue } from './service-enumerations.ts';

export const win32ServiceHost: ServiceHost = { run: runService, isInOwnToken };

/** The dispatcher occupies one thread of libuv's pool all the time, so no other endless call may be made there. */
async function runService(program: ServiceProgram): Promise<void> {
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
