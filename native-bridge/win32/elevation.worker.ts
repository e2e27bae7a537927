import { statSync } from 'node:fs';
import { dirname } from 'node:path/win32';
import { parentPort, workerData } from 'node:worker_threads';
import { ERROR_INVALID_IMAGE_HASH, WAIT_TIMEOUT } from '../../common/win32-codes.ts';
import { Win32Error } from '../../common/win32-error.ts';
import type { ElevationInput, ElevationOutput } from './elevation.ts';
import { holdHelper } from './held-file.ts';
import {
  CloseHandle,
  GetExitCodeProcess,
  LONGEST_PATH,
  QueryFullProcessImageNameW,
  WAIT_FAILED,
  WaitForSingleObject,
} from './kernel32.ts';
import { check, isTrue, written, type KernelHandle, type Out } from './native.ts';
import { HKEY_LOCAL_MACHINE, openKey } from './registry.ts';
import {
  COINIT_APARTMENTTHREADED,
  COINIT_DISABLE_OLE1DDE,
  CoInitializeEx,
  CoUninitialize,
  SEE_MASK_CLASSKEY,
  SEE_MASK_FLAG_NO_UI,
  SEE_MASK_NOASYNC,
  SEE_MASK_NOCLOSEPROCESS,
  SHELLEXECUTEINFOW_SIZE,
  ShellExecuteExW,
  SW_HIDE,
  type SHELLEXECUTEINFOW,
} from './shell32.ts';
import { classTakesParameters } from './wine.ts';

/** On a thread of its own, because the call blocks while the prompt is open, and needs a COM apartment. */
const input = workerData as ElevationInput;

const INFINITE = 0xffff_ffff;

const CLASS_OF_EXECUTABLES = String.raw`Software\Classes\exefile`;

CoInitializeEx(null, COINIT_APARTMENTTHREADED | COINIT_DISABLE_OLE1DDE);
try {
  runHeld(input);
} catch (error) {
  if (!(error instanceof Win32Error)) throw error;
  tell({ api: error.api, code: error.code });
} finally {
  CoUninitialize();
}

function tell(output: ElevationOutput): void {
  parentPort?.postMessage(output);
}

/** The caller waits no longer than the time-out, but the files stay protected until the helper has ended. */
function runHeld({ helper, parameters, timeoutMs }: ElevationInput): void {
  using held = holdHelper(helper);
  const process = started(held.executable, parameters);
  try {
    if (!hasEnded(process, timeoutMs)) {
      tell({ api: 'WaitForSingleObject', code: WAIT_TIMEOUT });
      hasEnded(process, INFINITE);
    }
    // After a time-out, nobody listens any longer.
    tell({ exitCode: exitCodeOf(process) });
  } finally {
    CloseHandle(process);
  }
}

/**
 * @throws Win32Error with the code of ShellExecuteExW; ERROR_INVALID_IMAGE_HASH if another program was started, as far
 *   as that can still be determined
 */
function started(executable: string, parameters: string): KernelHandle {
  const process = startElevated(executable, parameters);
  const image = imageOf(process);
  if (image === undefined || isSameFile(image, executable)) return process;
  CloseHandle(process);
  throw new Win32Error('QueryFullProcessImageNameW', ERROR_INVALID_IMAGE_HASH);
}

/**
 * Takes the verb from the machine's classes. By default the user's classes come first, which any of the user's programs
 * can change, and which could name another program for Windows to prompt for.
 */
function startElevated(executable: string, parameters: string): KernelHandle {
  using machinesClass = openKey(HKEY_LOCAL_MACHINE, CLASS_OF_EXECUTABLES);
  const info: SHELLEXECUTEINFOW = {
    cbSize: SHELLEXECUTEINFOW_SIZE,
    fMask:
      (classTakesParameters ? SEE_MASK_CLASSKEY : 0) |
      SEE_MASK_NOCLOSEPROCESS |
      SEE_MASK_NOASYNC |
      SEE_MASK_FLAG_NO_UI,
    hwnd: input.ownerWindow,
    lpVerb: 'runas',
    lpFile: executable,
    lpParameters: parameters,
    // The helper's own folder, never the current directory, from which a planted DLL could be loaded.
    lpDirectory: dirname(executable),
    nShow: SW_HIDE,
    hInstApp: 0,
    lpIDList: 0,
    lpClass: null,
    hkeyClass: machinesClass.key,
    dwHotKey: 0,
    hIcon: 0,
    hProcess: 0,
  };
  check('ShellExecuteExW', isTrue(ShellExecuteExW(info)));
  if (info.hProcess === 0) throw new Error('ShellExecuteExW returned no process handle');
  return info.hProcess;
}

/** @returns the path of the process's executable; undefined if the process has ended, or this user may not know */
function imageOf(process: KernelHandle): string | undefined {
  const text = Buffer.alloc(2 * LONGEST_PATH);
  const length: [number] = [LONGEST_PATH];
  if (!isTrue(QueryFullProcessImageNameW(process, 0, text, length))) return undefined;
  return text.toString('utf16le', 0, 2 * length[0]);
}

/**
 * Compares the files themselves, whatever they are called: a file's number is unique on its volume. A file that can't
 * be examined is not the same.
 */
function isSameFile(one: string, other: string): boolean {
  try {
    const [first, second] = [statSync(one, { bigint: true }), statSync(other, { bigint: true })];
    return first.ino === second.ino && first.dev === second.dev;
  } catch {
    return false;
  }
}

function hasEnded(process: KernelHandle, timeoutMs: number): boolean {
  const waited = WaitForSingleObject(process, timeoutMs);
  check('WaitForSingleObject', waited !== WAIT_FAILED);
  return waited !== WAIT_TIMEOUT;
}

function exitCodeOf(process: KernelHandle): number {
  const exitCode: Out<number> = [null];
  check('GetExitCodeProcess', isTrue(GetExitCodeProcess(process, exitCode)));
  return written(exitCode);
}
