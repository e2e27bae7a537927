import { ERROR_INVALID_PARAMETER, WAIT_TIMEOUT } from '../../common/error-codes.ts';
import { Win32Error } from '../../common/win32-error.ts';
import { SYNCHRONIZE } from '../access-rights.ts';
import {
  CloseHandle,
  ExitProcess,
  GetCurrentProcess,
  OpenProcess,
  TerminateProcess,
  WaitForSingleObject,
} from './kernel32.ts';
import { check, isTrue } from './native.ts';

/** @returns whether the process exists and has not ended; one that may not be opened does exist. Never throws */
export function isProcessRunning(processId: number): boolean {
  const handle = OpenProcess(SYNCHRONIZE, 0, processId);
  try {
    check('OpenProcess', isTrue(handle));
  } catch (error) {
    return !(error instanceof Win32Error && error.code === ERROR_INVALID_PARAMETER);
  }
  try {
    return WaitForSingleObject(handle, 0) === WAIT_TIMEOUT;
  } finally {
    CloseHandle(handle);
  }
}

/**
 * Ends this process with all its threads. process.exit() waits for those of the pool first, of which one may
 * hang in a call into the system for as long as another program pleases.
 */
export function exitAtOnce(exitCode: number): void {
  ExitProcess(exitCode);
}

/**
 * Ends this process as Chromium ends it with the session: without a last word of its DLLs, of which one may wait for
 * what a thread held that is gone already. So it is for a process that has a browser in it.
 */
export function terminateAtOnce(exitCode: number): void {
  TerminateProcess(GetCurrentProcess(), exitCode);
}
