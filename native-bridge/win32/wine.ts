import koffi from 'koffi';
import { ERROR_PROCESS_ABORTED } from '../../common/error-codes.ts';
import type { ServiceStatus } from '../../common/service-status.ts';
import { isProcessRunning } from './process.ts';

/** What is Wine's alone: nothing in this file acts on Windows. */
const isWine = hasWineVersion();

/** Wine tells its version by a function that no Windows has: https://gitlab.winehq.org/wine/wine/-/wikis/Developer-FAQ */
function hasWineVersion(): boolean {
  try {
    koffi.load('ntdll.dll').func('const char *wine_get_version()');
    return true;
  } catch {
    return false;
  }
}

/**
 * The status as Windows would report it: a service whose process is gone is stopped, with ERROR_PROCESS_ABORTED.
 * Wine 10 notices that of a service that is running, and not of one that is paused, starting or stopping.
 */
export function asOnWindows(status: ServiceStatus): ServiceStatus {
  if (!isWine || status.processId === undefined || isProcessRunning(status.processId)) return status;
  return {
    state: 'stopped',
    acceptedControls: [],
    win32ExitCode: ERROR_PROCESS_ABORTED,
    serviceSpecificExitCode: undefined,
    checkPoint: 0,
    waitHintMs: 0,
    processId: undefined,
  };
}
