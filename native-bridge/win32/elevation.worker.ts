import { dirname } from 'node:path/win32';
import { parentPort, workerData } from 'node:worker_threads';
import { WAIT_TIMEOUT } from '../../common/error-codes.ts';
import { Win32Error } from '../../common/win32-error.ts';
import type { ElevationInput, ElevationOutput } from './elevation.ts';
import { holdHelper } from './held-helper.ts';
import { CloseHandle, GetExitCodeProcess, WAIT_FAILED, WaitForSingleObject } from './kernel32.ts';
import { check, isTrue, written, type KernelHandle, type Out } from './native.ts';
import {
  COINIT_APARTMENTTHREADED,
  COINIT_DISABLE_OLE1DDE,
  CoInitializeEx,
  CoUninitialize,
  SEE_MASK_FLAG_NO_UI,
  SEE_MASK_NOASYNC,
  SEE_MASK_NOCLOSEPROCESS,
  SHELLEXECUTEINFOW_SIZE,
  ShellExecuteExW,
  SW_HIDE,
  type SHELLEXECUTEINFOW,
} from './shell32.ts';

/** A thread of its own: the call blocks while the prompt is open, and wants a COM apartment. */
const { helper, verb, timeoutMs, ownerWindow } = workerData as ElevationInput;

let output: ElevationOutput;
CoInitializeEx(null, COINIT_APARTMENTTHREADED | COINIT_DISABLE_OLE1DDE);
try {
  output = { exitCode: runHeld() };
} catch (error) {
  if (!(error instanceof Win32Error)) throw error;
  output = { api: error.api, code: error.code };
} finally {
  CoUninitialize();
}
parentPort?.postMessage(output);

function runHeld(): number {
  const held = holdHelper(helper);
  try {
    return waitForExit(startElevated());
  } finally {
    held[Symbol.dispose]();
  }
}

function startElevated(): KernelHandle {
  const info: SHELLEXECUTEINFOW = {
    cbSize: SHELLEXECUTEINFOW_SIZE,
    fMask: SEE_MASK_NOCLOSEPROCESS | SEE_MASK_NOASYNC | SEE_MASK_FLAG_NO_UI,
    hwnd: ownerWindow,
    lpVerb: 'runas',
    lpFile: helper.executable,
    lpParameters: verb,
    // The helper's own folder: never the current directory, from which a DLL could be planted.
    lpDirectory: dirname(helper.executable),
    nShow: SW_HIDE,
    hInstApp: 0,
    lpIDList: 0,
    lpClass: null,
    hkeyClass: 0,
    dwHotKey: 0,
    hIcon: 0,
    hProcess: 0,
  };
  check('ShellExecuteExW', isTrue(ShellExecuteExW(info)));
  if (info.hProcess === 0) throw new Error('ShellExecuteExW gave no process handle');
  return info.hProcess;
}

function waitForExit(process: KernelHandle): number {
  try {
    const waited = WaitForSingleObject(process, timeoutMs);
    check('WaitForSingleObject', waited !== WAIT_FAILED);
    if (waited === WAIT_TIMEOUT) throw new Win32Error('WaitForSingleObject', WAIT_TIMEOUT);
    const exitCode: Out<number> = [null];
    check('GetExitCodeProcess', isTrue(GetExitCodeProcess(process, exitCode)));
    return written(exitCode);
  } finally {
    CloseHandle(process);
  }
}
