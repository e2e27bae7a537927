import koffi from './koffi.ts';
import type { KernelHandle, NativeFunction } from './native.ts';
import type { RegistryKey } from './registry.ts';

/** shell32.dll, and the one function of ole32.dll that goes with it. Pages as in kernel32.ts. */
const shell32 = koffi.load('shell32.dll');
const ole32 = koffi.load('ole32.dll');

export const SEE_MASK_CLASSKEY = 0x3;
export const SEE_MASK_NOCLOSEPROCESS = 0x40;
export const SEE_MASK_NOASYNC = 0x100;
export const SEE_MASK_FLAG_NO_UI = 0x400;
export const SW_HIDE = 0;
export const COINIT_APARTMENTTHREADED = 2;
export const COINIT_DISABLE_OLE1DDE = 4;

koffi.struct('SHELLEXECUTEINFOW', {
  cbSize: 'uint32',
  fMask: 'uint32',
  hwnd: 'int64',
  lpVerb: 'str16',
  lpFile: 'str16',
  lpParameters: 'str16',
  lpDirectory: 'str16',
  nShow: 'int32',
  hInstApp: 'int64',
  lpIDList: 'int64',
  lpClass: 'str16',
  hkeyClass: 'int64',
  dwHotKey: 'uint32',
  hIcon: 'int64',
  hProcess: 'int64',
});

export interface SHELLEXECUTEINFOW {
  cbSize: number;
  fMask: number;
  hwnd: number;
  lpVerb: string;
  lpFile: string;
  lpParameters: string;
  lpDirectory: string;
  nShow: number;
  hInstApp: number;
  lpIDList: number;
  lpClass: null;
  /** Where the verb is looked up, if fMask has SEE_MASK_CLASSKEY. */
  hkeyClass: RegistryKey;
  dwHotKey: number;
  hIcon: number;
  /** Filled by the call if fMask has SEE_MASK_NOCLOSEPROCESS. */
  hProcess: KernelHandle | 0;
}
export const SHELLEXECUTEINFOW_SIZE = koffi.sizeof('SHELLEXECUTEINFOW');

/** shellapi/nf-shellapi-shellexecuteexw */
export const ShellExecuteExW: NativeFunction<[SHELLEXECUTEINFOW], number> = shell32.func(
  'int32 __stdcall ShellExecuteExW(_Inout_ SHELLEXECUTEINFOW *pExecInfo)',
);

/** combaseapi/nf-combaseapi-coinitializeex */
export const CoInitializeEx: NativeFunction<[null, number], number> = ole32.func(
  'int32 __stdcall CoInitializeEx(void *pvReserved, uint32 dwCoInit)',
);

/** combaseapi/nf-combaseapi-couninitialize */
export const CoUninitialize: NativeFunction<[], void> = ole32.func('void __stdcall CoUninitialize()');
