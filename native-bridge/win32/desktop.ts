import { availableParallelism, hostname, release, version } from 'node:os';
import type { SystemInformation } from '../bridge.ts';
import koffi from './koffi.ts';
import { check, isTrue, refuseNul, type NativeFunction } from './native.ts';
import { HKEY_CURRENT_USER, readBinary } from './registry.ts';
import { GetLocaleInfoEx } from './kernel32.ts';

/** user32.dll: window messages. Pages as in kernel32.ts. */
const user32 = koffi.load('user32.dll');

/** winuser/nf-winuser-registerwindowmessagew: 0 on failure. */
const RegisterWindowMessageW: NativeFunction<[string], number> = user32.func(
  'uint32 __stdcall RegisterWindowMessageW(str16 lpString)',
);

/** @throws ERROR_INVALID_PARAMETER for a NUL, ERROR_NOT_ENOUGH_MEMORY if no number is left */
export function registerWindowMessage(name: string): number {
  refuseNul('RegisterWindowMessageW', name);
  const message = RegisterWindowMessageW(name);
  check('RegisterWindowMessageW', isTrue(message));
  return message;
}

/** Where Task Manager and Settings store which startup apps the user has switched off, by their names below Run. */
const APPROVED = String.raw`Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run`;

/** The lowest bit of the first byte: Windows writes 2 or 6 for on, and 3 or 7 for off. */
const SWITCHED_OFF = 1;

/** @returns whether the user has switched off the start of a program with Windows; false if that can't be read */
export function isStartupSwitchedOff(name: string): boolean {
  const [state = 0] = readBinary(HKEY_CURRENT_USER, APPROVED, name) ?? [];
  return (state & SWITCHED_OFF) !== 0;
}

/** winnls.h: the list separator, at most four UTF-16 units with its NUL. */
const LOCALE_SLIST = 0xc;
const LONGEST_SEPARATOR = 4;

/** Node reads the true version (RtlGetVersion) as "major.minor.build", whatever the manifest says. */
export function win32SystemInformation(): SystemInformation {
  const [major = 0, minor = 0, build = 0] = release().split('.').map(Number);
  return {
    computerName: hostname(),
    // The product name in the registry, for example "Windows Server 2022 Datacenter".
    windows: { major, minor, build, isServer: /\bServer\b/.test(version()) },
    processors: availableParallelism(),
    listSeparator: listSeparator(),
  };
}

function listSeparator(): string {
  const text = Buffer.alloc(2 * LONGEST_SEPARATOR);
  const length = GetLocaleInfoEx(null, LOCALE_SLIST, text, LONGEST_SEPARATOR);
  return length === 0 ? ',' : text.toString('utf16le', 0, 2 * (length - 1));
}
