import koffi from './koffi.ts';
import {
  ERROR_FILE_NOT_FOUND,
  ERROR_MORE_DATA,
  ERROR_NO_MORE_ITEMS,
  ERROR_UNSUPPORTED_TYPE,
} from '../../common/win32-codes.ts';
import { Win32Error } from '../../common/win32-error.ts';
import type { Registry, RegistryValue } from '../bridge.ts';
import { refuseNul, written, type Handle, type NativeFunction, type Out } from './native.ts';

/**
 * The registry's functions in advapi32.dll, most of which take a key by its path, so no handle is held. They return
 * their error instead of setting the last one. Pages as in kernel32.ts, under winreg/.
 */
const advapi32 = koffi.load('advapi32.dll');

export type RegistryKey = Handle<'registry key'>;
/** Predefined handles: 0x80000001 and 0x80000002, sign-extended as in a 64-bit program. */
export const HKEY_CURRENT_USER = -0x7fff_ffff as RegistryKey;
export const HKEY_LOCAL_MACHINE = -0x7fff_fffe as RegistryKey;

const KEY_READ = 0x2_0019;
const REG_SZ = 1;
const REG_EXPAND_SZ = 2;
const REG_DWORD = 4;
const RRF_RT_REG_SZ = 0x2;
const RRF_RT_REG_EXPAND_SZ = 0x4;
const RRF_RT_REG_BINARY = 0x8;
const RRF_RT_REG_DWORD = 0x10;
const RRF_NOEXPAND = 0x1000_0000;
const READABLE = RRF_RT_REG_SZ | RRF_RT_REG_EXPAND_SZ | RRF_RT_REG_DWORD | RRF_NOEXPAND;

/** Enough for the longest image path, in bytes; a longer value is read again. */
const FIRST_GUESS_BYTES = 4096;

/** winreg/nf-winreg-reggetvaluew */
const RegGetValueW: NativeFunction<
  [RegistryKey, string, string, number, Out<number>, Uint8Array, [number]],
  number
> = advapi32.func(
  'int32 __stdcall RegGetValueW(int64 hkey, str16 lpSubKey, str16 lpValue, uint32 dwFlags, _Out_ uint32 *pdwType, void *pvData, _Inout_ uint32 *pcbData)',
);

/** winreg/nf-winreg-regsetkeyvaluew */
const RegSetKeyValueW: NativeFunction<[RegistryKey, string, string, number, Uint8Array, number], number> =
  advapi32.func(
    'int32 __stdcall RegSetKeyValueW(int64 hKey, str16 lpSubKey, str16 lpValueName, uint32 dwType, void *lpData, uint32 cbData)',
  );

/** winreg/nf-winreg-regdeletetreew */
const RegDeleteTreeW: NativeFunction<[RegistryKey, string], number> = advapi32.func(
  'int32 __stdcall RegDeleteTreeW(int64 hKey, str16 lpSubKey)',
);

/** winreg/nf-winreg-regopenkeyexw */
const RegOpenKeyExW: NativeFunction<[RegistryKey, string, number, number, Out<RegistryKey>], number> =
  advapi32.func(
    'int32 __stdcall RegOpenKeyExW(int64 hKey, str16 lpSubKey, uint32 ulOptions, uint32 samDesired, _Out_ int64 *phkResult)',
  );

/** winreg/nf-winreg-regenumkeyexw */
const RegEnumKeyExW: NativeFunction<
  [RegistryKey, number, Uint8Array, [number], null, null, null, null],
  number
> = advapi32.func(
  'int32 __stdcall RegEnumKeyExW(int64 hKey, uint32 dwIndex, void *lpName, _Inout_ uint32 *lpcchName, void *lpReserved, void *lpClass, void *lpcchClass, void *lpftLastWriteTime)',
);

/** winreg/nf-winreg-regclosekey */
const RegCloseKey: NativeFunction<[RegistryKey], number> = advapi32.func(
  'int32 __stdcall RegCloseKey(int64 hKey)',
);

/** @throws Win32Error with the code of RegOpenKeyExW: ERROR_FILE_NOT_FOUND, ERROR_ACCESS_DENIED */
export function openKey(root: RegistryKey, path: string): { readonly key: RegistryKey } & Disposable {
  const opened: Out<RegistryKey> = [null];
  const code = RegOpenKeyExW(root, path, 0, KEY_READ, opened);
  if (code !== 0) throw new Win32Error('RegOpenKeyExW', code);
  const key = written(opened);
  return { key, [Symbol.dispose]: () => void RegCloseKey(key) };
}

export const win32Registry: Registry = {
  read: (key, name) => read(key, name, FIRST_GUESS_BYTES),
  write(key, name, value) {
    refuseNul('RegSetKeyValueW', key, name, typeof value === 'string' ? value : undefined);
    const data = typeof value === 'string' ? Buffer.from(`${value}\0`, 'utf16le') : dwordBytes(value);
    const code = RegSetKeyValueW(HKEY_LOCAL_MACHINE, key, name, typeFor(value), data, data.byteLength);
    if (code !== 0) throw new Win32Error('RegSetKeyValueW', code);
  },
  deleteKey(key) {
    refuseNul('RegDeleteTreeW', key);
    const code = RegDeleteTreeW(HKEY_LOCAL_MACHINE, key);
    if (code === ERROR_FILE_NOT_FOUND) return false;
    if (code !== 0) throw new Win32Error('RegDeleteTreeW', code);
    return true;
  },
};

function read(key: string, name: string, capacity: number): RegistryValue | undefined {
  refuseNul('RegGetValueW', key, name);
  const type: Out<number> = [null];
  const data = Buffer.alloc(capacity);
  const size: [number] = [capacity];
  const code = RegGetValueW(HKEY_LOCAL_MACHINE, key, name, READABLE, type, data, size);
  if (code === ERROR_MORE_DATA) return read(key, name, size[0]);
  if (code === ERROR_FILE_NOT_FOUND || code === ERROR_UNSUPPORTED_TYPE) return undefined;
  if (code !== 0) throw new Win32Error('RegGetValueW', code);
  if (written(type) === REG_DWORD) return data.readUInt32LE(0);
  return data.toString('utf16le', 0, size[0]).replace(/\0.*$/s, '');
}

/** @returns the bytes of a short REG_BINARY value; undefined if there is none, or it can't be read */
export function readBinary(root: RegistryKey, key: string, name: string): Uint8Array | undefined {
  refuseNul('RegGetValueW', key, name);
  const data = Buffer.alloc(FIRST_GUESS_BYTES);
  const size: [number] = [data.byteLength];
  const code = RegGetValueW(root, key, name, RRF_RT_REG_BINARY, [null], data, size);
  return code === 0 ? data.subarray(0, size[0]) : undefined;
}

/** The longest name of a key, in UTF-16 units: https://learn.microsoft.com/windows/win32/sysinfo/registry-element-size-limits */
const LONGEST_KEY_NAME = 255;

/** @returns the names of the keys directly below a key. @throws Win32Error what RegEnumKeyExW returns */
export function subkeyNames(key: RegistryKey): readonly string[] {
  const names: string[] = [];
  const name = Buffer.alloc((LONGEST_KEY_NAME + 1) * 2);
  for (let index = 0; ; index += 1) {
    const length: [number] = [LONGEST_KEY_NAME + 1];
    const code = RegEnumKeyExW(key, index, name, length, null, null, null, null);
    if (code === ERROR_NO_MORE_ITEMS) return names;
    if (code !== 0) throw new Win32Error('RegEnumKeyExW', code);
    names.push(name.toString('utf16le', 0, length[0] * 2));
  }
}

/** @returns a REG_DWORD value below a key; undefined if there is none, or it can't be read */
export function readNumber(key: RegistryKey, path: string, name: string): number | undefined {
  const data = Buffer.alloc(4);
  const code = RegGetValueW(key, path, name, RRF_RT_REG_DWORD, [null], data, [data.length]);
  return code === 0 ? data.readUInt32LE(0) : undefined;
}

function typeFor(value: RegistryValue): number {
  if (typeof value === 'number') return REG_DWORD;
  return /%[^%]+%/.test(value) ? REG_EXPAND_SZ : REG_SZ;
}

function dwordBytes(value: number): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
