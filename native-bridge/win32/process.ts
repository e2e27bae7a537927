import { ERROR_INVALID_PARAMETER, WAIT_TIMEOUT } from '../../common/error-codes.ts';
import { Win32Error } from '../../common/win32-error.ts';
import { CloseHandle, OpenProcess, SYNCHRONIZE, WaitForSingleObject } from './kernel32.ts';
import { check, isTrue } from './native.ts';

/** @returns whether the process exists and has not ended; one that may not be opened does exist */
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
