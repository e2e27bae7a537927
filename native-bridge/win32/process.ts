import { ERROR_INVALID_PARAMETER, WAIT_TIMEOUT } from '../../common/win32-codes.ts';
import { Win32Error } from '../../common/win32-error.ts';
import { SYNCHRONIZE } from '../access-control.ts';
import type { WatchedProcess } from '../bridge.ts';
import {
  CloseHandle,
  ExitProcess,
  GetCurrentProcess,
  GetExitCodeProcess,
  OpenProcess,
  PROCESS_QUERY_LIMITED_INFORMATION,
  TerminateProcess,
  WaitForSingleObject,
} from './kernel32.ts';
import { check, isTrue, written, type KernelHandle, type Out } from './native.ts';

/** What GetExitCodeProcess has of a process that has not ended. */
const STILL_ACTIVE = 259;

/**
 * Looks whether a process has ended, as well as this user may. A service's process lets administrators ask for its exit
 * code and not wait for it, and others nothing at all; then its id is all that there is, which another process may get.
 * A handle keeps the id from being given to another.
 */
export function watchProcess(processId: number): WatchedProcess {
  const waitable = OpenProcess(SYNCHRONIZE, 0, processId);
  if (isTrue(waitable)) {
    return new OpenedProcess(waitable, (handle) => WaitForSingleObject(handle, 0) !== WAIT_TIMEOUT);
  }
  const limited = OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, 0, processId);
  if (isTrue(limited)) return new OpenedProcess(limited, (handle) => exitCodeOf(handle) !== STILL_ACTIVE);
  return { isHeld: false, hasEnded: () => !isProcessRunning(processId), [Symbol.dispose]: () => undefined };
}

function exitCodeOf(process: KernelHandle): number {
  const exitCode: Out<number> = [null];
  // Fails for no handle that was opened for it.
  return isTrue(GetExitCodeProcess(process, exitCode)) ? written(exitCode) : STILL_ACTIVE;
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
