import { ERROR_INVALID_PARAMETER, WAIT_TIMEOUT } from '../../common/win32-codes.ts';
import { Win32Error } from '../../common/win32-error.ts';
import { SYNCHRONIZE } from '../access-control.ts';
import type { WatchedProcess } from '../bridge.ts';
import {
  CloseHandle,
  ExitProcess,
  GetCurrentProcess,
  GetExitCodeProcess,
  GetProcessTimes,
  OpenProcess,
  PROCESS_QUERY_LIMITED_INFORMATION,
  TerminateProcess,
  WaitForSingleObject,
} from './kernel32.ts';
import { check, isTrue, written, type KernelHandle, type Out } from './native.ts';

/** What GetExitCodeProcess returns for a process that has not ended. */
const STILL_ACTIVE = 259;

/**
 * Watches whether a process has ended, as far as this user may. A service's process allows administrators to read its
 * exit code, but not to wait for it, and allows others nothing; then only the id is left, which another process may
 * get. An open handle keeps the id from being reused.
 */
export function watchProcess(processId: number): WatchedProcess {
  const waitable = OpenProcess(SYNCHRONIZE, 0, processId);
  if (isTrue(waitable)) {
    return new OpenedProcess(waitable, (handle) => WaitForSingleObject(handle, 0) !== WAIT_TIMEOUT);
  }
  const limited = OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, 0, processId);
  if (isTrue(limited)) return new OpenedProcess(limited, hasExitCode);
  return { isHeld: false, hasEnded: () => !isProcessRunning(processId), [Symbol.dispose]: () => undefined };
}

/** @param process a handle with PROCESS_QUERY_LIMITED_INFORMATION. @returns whether it has ended */
export function hasExitCode(process: KernelHandle): boolean {
  const exitCode: Out<number> = [null];
  // Never fails for a handle opened for this.
  return isTrue(GetExitCodeProcess(process, exitCode)) && written(exitCode) !== STILL_ACTIVE;
}

class OpenedProcess implements WatchedProcess {
  readonly isHeld = true;
  #handle: KernelHandle | undefined;
  readonly #look: (handle: KernelHandle) => boolean;

  constructor(handle: KernelHandle, look: (handle: KernelHandle) => boolean) {
    this.#handle = handle;
    this.#look = look;
  }

  hasEnded(): boolean {
    return this.#handle !== undefined && this.#look(this.#handle);
  }

  [Symbol.dispose](): void {
    if (this.#handle !== undefined) CloseHandle(this.#handle);
    this.#handle = undefined;
  }
}

/**
 * @param handle with PROCESS_QUERY_LIMITED_INFORMATION
 * @returns when the process was created, as a FILETIME
 * @throws Win32Error
 */
export function creationTime(handle: KernelHandle): bigint {
  const created = new BigUint64Array(1);
  const ignored = new BigUint64Array(1);
  check('GetProcessTimes', isTrue(GetProcessTimes(handle, created, ignored, ignored, ignored)));
  return created[0] ?? 0n;
}

/** @returns whether the process exists and has not ended; one that may not be opened exists. Never throws */
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
 * Ends this process with all its threads. process.exit() would first wait for the pool's threads, one of which may hang
 * in a system call for as long as another program likes.
 */
export function exitAtOnce(exitCode: number): void {
  ExitProcess(exitCode);
}

/**
 * Ends this process as Chromium ends it with the session: without notifying its DLLs, one of which may wait for
 * something held by a thread that no longer exists. For processes that contain a browser.
 */
export function terminateAtOnce(exitCode: number): void {
  TerminateProcess(GetCurrentProcess(), exitCode);
}
