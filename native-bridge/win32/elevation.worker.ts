import { statSync } from 'node:fs';
import { dirname } from 'node:path/win32';
import { parentPort, workerData } from 'node:worker_threads';
import { ERROR_INVALID_IMAGE_HASH, ERROR_PROCESS_ABORTED, WAIT_TIMEOUT } from '../../common/error-codes.ts';
import { Win32Error } from '../../common/win32-error.ts';
import type { ElevationInput, ElevationOutput } from './elevation.ts';
import { holdHelper } from './held-helper.ts';
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
  SW_SHOWNORMAL,
  type SHELLEXECUTEINFOW,
} from './shell32.ts';
import { classTakesParameters } from './wine.ts';

/** A thread of its own: the call blocks while the prompt is open, and wants a COM apartment. */
const input = workerData as ElevationInput;

const CLASS_OF_EXECUTABLES = String.raw`Software\Classes\exefile`;

/** What electron-updater gives an installer that a person has asked for: it replaces Sigma, and starts it again. */
const INSTALLER_ARGUMENTS = '--updated --force-run';

/**
 * How long an installer is watched and still held, in milliseconds: NSIS opens its own file only after a moment, until which
 * another program could put another one in its place, and one that has ended by then has installed nothing.
 */
const SETTLING_MS = 3_000;

let output: ElevationOutput;
CoInitializeEx(null, COINIT_APARTMENTTHREADED | COINIT_DISABLE_OLE1DDE);
try {
  output = { exitCode: input.kind === 'helper' ? runHeld(input) : startInstaller(input) };
} catch (error) {
  if (!(error instanceof Win32Error)) throw error;
  output = { api: error.api, code: error.code };
} finally {
  CoUninitialize();
}
parentPort?.postMessage(output);

function runHeld({ helper, verb, timeoutMs }: Extract<ElevationInput, { kind: 'helper' }>): number {
  const held = holdHelper(helper);
  try {
    const { executable } = held;
    // The helper's own folder: never the current directory, from which a DLL could be planted.
    const process = started({ executable, parameters: verb, folder: dirname(executable), show: SW_HIDE });
    return waitForExit(process, timeoutMs);
  } finally {
    held[Symbol.dispose]();
  }
}

function startInstaller({ path }: Extract<ElevationInput, { kind: 'installer' }>): number {
  // Sigma's own folder, which only administrators change, where the installer's may be anybody's.
  const folder = dirname(process.execPath);
  const start = { executable: path, parameters: INSTALLER_ARGUMENTS, folder, show: SW_SHOWNORMAL };
  const installer = started(start);
  try {
    const waited = WaitForSingleObject(installer, SETTLING_MS);
    check('WaitForSingleObject', waited !== WAIT_FAILED);
    if (waited !== WAIT_TIMEOUT) throw new Win32Error('ShellExecuteExW', ERROR_PROCESS_ABORTED);
    return 0;
  } finally {
    CloseHandle(installer);
  }
}

interface Start {
  readonly executable: string;
  readonly parameters: string;
  /** The new process's current directory. */
  readonly folder: string;
  readonly show: number;
}

/**
 * @throws Win32Error what ShellExecuteExW ends with; ERROR_INVALID_IMAGE_HASH if what was started is another program, as
 *   far as that can still be seen
 */
function started(start: Start): KernelHandle {
  const process = startElevated(start);
  const image = imageOf(process);
  if (image === undefined || isSameFile(image, start.executable)) return process;
  CloseHandle(process);
  throw new Win32Error('QueryFullProcessImageNameW', ERROR_INVALID_IMAGE_HASH);
}

/**
 * The verb is looked up among the machine's classes: those of the user, which any of his programs can change, come first
 * otherwise, and could name another program, for which Windows would then ask.
 */
function startElevated({ executable, parameters, folder, show }: Start): KernelHandle {
  const machinesClass = openKey(HKEY_LOCAL_MACHINE, CLASS_OF_EXECUTABLES);
  try {
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
      lpDirectory: folder,
      nShow: show,
      hInstApp: 0,
      lpIDList: 0,
      lpClass: null,
      hkeyClass: machinesClass.key,
      dwHotKey: 0,
      hIcon: 0,
      hProcess: 0,
    };
    check('ShellExecuteExW', isTrue(ShellExecuteExW(info)));
    if (info.hProcess === 0) throw new Error('ShellExecuteExW gave no process handle');
    return info.hProcess;
  } finally {
    machinesClass[Symbol.dispose]();
  }
}

/** @returns the path of what the process runs; undefined where it has ended, or does not let this user know */
function imageOf(process: KernelHandle): string | undefined {
  const text = Buffer.alloc(2 * LONGEST_PATH);
  const length: [number] = [LONGEST_PATH];
  if (!isTrue(QueryFullProcessImageNameW(process, 0, text, length))) return undefined;
  return text.toString('utf16le', 0, 2 * length[0]);
}

/** Whatever they are called: a file's number on its volume is its own. What cannot be looked at is not the same. */
function isSameFile(one: string, other: string): boolean {
  try {
    const [first, second] = [statSync(one, { bigint: true }), statSync(other, { bigint: true })];
    return first.ino === second.ino && first.dev === second.dev;
  } catch {
    return false;
  }
}

function waitForExit(process: KernelHandle, timeoutMs: number): number {
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
