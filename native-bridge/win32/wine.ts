import koffi from './koffi.ts';
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

let lastCall: Promise<unknown> = Promise.resolve();

/**
 * Makes a call of the SCM: at once on Windows, after those before it under Wine.
 *
 * Wine's RPC client opens one more connection for a call that overlaps with another, and its server knows a handle only
 * on the connection that it was opened on. Calls that overlap, and from then on others, fail with ERROR_INVALID_HANDLE;
 * and what fails to close a handle keeps a deleted service from going away.
 */
export function inTurnUnderWine<T>(call: () => T | Promise<T>): T | Promise<T> {
  if (!isWine) return call();
  const answer = lastCall.then(call);
  lastCall = answer.catch(() => undefined);
  return answer;
}
