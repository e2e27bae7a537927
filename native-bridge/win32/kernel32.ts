import koffi from './koffi.ts';
import type { Handle, KernelHandle, MemoryAddress, NativeFunction, Out } from './native.ts';

/**
 * kernel32.dll as far as Sigma needs it. Each function's page: https://learn.microsoft.com/windows/win32/api/ + its
 * path.
 */
const kernel32 = koffi.load('kernel32.dll');

export const INVALID_HANDLE_VALUE = -1;
export const FILE_SHARE_READ = 1;
export const FILE_SHARE_WRITE = 2;
export const OPEN_EXISTING = 3;
export const FILE_ATTRIBUTE_NORMAL = 0x80;
export const MAILSLOT_WAIT_FOREVER = 0xffff_ffff;
export const MAILSLOT_NO_MESSAGE = 0xffff_ffff;
export const PROCESS_TERMINATE = 0x1;
export const PROCESS_QUERY_LIMITED_INFORMATION = 0x1000;
export const WAIT_FAILED = 0xffff_ffff;

koffi.struct('SECURITY_ATTRIBUTES', {
  nLength: 'uint32',
  lpSecurityDescriptor: 'int64',
  bInheritHandle: 'int32',
});

export interface SECURITY_ATTRIBUTES {
  readonly nLength: number;
  /** The address of a self-relative security descriptor. */
  readonly lpSecurityDescriptor: number;
  readonly bInheritHandle: number;
}
export const SECURITY_ATTRIBUTES_SIZE = koffi.sizeof('SECURITY_ATTRIBUTES');

/** sysinfoapi/nf-sysinfoapi-getsystemwindowsdirectoryw: returns the path's length without its NUL, 0 on failure. */
export const GetSystemWindowsDirectoryW: NativeFunction<[Buffer, number], number> = kernel32.func(
  'uint32 __stdcall GetSystemWindowsDirectoryW(void *lpBuffer, uint32 uSize)',
);

/**
 * winnls/nf-winnls-getlocaleinfoex: returns the text's length with its NUL, 0 on failure. null stands for the user's
 * locale.
 */
export const GetLocaleInfoEx: NativeFunction<[null, number, Buffer, number], number> = kernel32.func(
  'int32 __stdcall GetLocaleInfoEx(str16 lpLocaleName, uint32 LCType, void *lpLCData, int32 cchData)',
);

/** fileapi/nf-fileapi-createdirectoryw */
export const CreateDirectoryW: NativeFunction<[string, SECURITY_ATTRIBUTES], number> = kernel32.func(
  'int32 __stdcall CreateDirectoryW(str16 lpPathName, SECURITY_ATTRIBUTES *lpSecurityAttributes)',
);

export const INVALID_FILE_ATTRIBUTES = 0xffff_ffff;
export const FILE_ATTRIBUTE_REPARSE_POINT = 0x400;

/** fileapi/nf-fileapi-getfileattributesw */
export const GetFileAttributesW: NativeFunction<[string], number> = kernel32.func(
  'uint32 __stdcall GetFileAttributesW(str16 lpFileName)',
);

/** winbase.h: mailslots. winbase/nf-winbase-createmailslotw */
export const CreateMailslotW: NativeFunction<
  [string, number, number, SECURITY_ATTRIBUTES | null],
  KernelHandle
> = kernel32.func(
  'int64 __stdcall CreateMailslotW(str16 lpName, uint32 nMaxMessageSize, uint32 lReadTimeout, SECURITY_ATTRIBUTES *lpSecurityAttributes)',
);

/** winbase/nf-winbase-getmailslotinfo. Each out parameter is a Uint32Array of one element. */
export const GetMailslotInfo: NativeFunction<
  [KernelHandle, Uint32Array | null, Uint32Array | null, Uint32Array | null, Uint32Array | null],
  number
> = kernel32.func(
  'int32 __stdcall GetMailslotInfo(int64 hMailslot, void *lpMaxMessageSize, void *lpNextSize, void *lpMessageCount, void *lpReadTimeout)',
);

/** winbase/nf-winbase-setmailslotinfo */
export const SetMailslotInfo: NativeFunction<[KernelHandle, number], number> = kernel32.func(
  'int32 __stdcall SetMailslotInfo(int64 hMailslot, uint32 lReadTimeout)',
);

/** fileapi/nf-fileapi-createfilew */
export const CreateFileW: NativeFunction<
  [string, number, number, null, number, number, number],
  KernelHandle
> = kernel32.func(
  'int64 __stdcall CreateFileW(str16 lpFileName, uint32 dwDesiredAccess, uint32 dwShareMode, void *lpSecurityAttributes, uint32 dwCreationDisposition, uint32 dwFlagsAndAttributes, int64 hTemplateFile)',
);

/**
 * fileapi/nf-fileapi-readfile. Buffer and count are passed by address, so nothing is converted in a loop that does
 * little else.
 */
export const ReadFile: NativeFunction<[KernelHandle, MemoryAddress, number, MemoryAddress, null], number> =
  kernel32.func(
    'int32 __stdcall ReadFile(int64 hFile, int64 lpBuffer, uint32 nNumberOfBytesToRead, int64 lpNumberOfBytesRead, void *lpOverlapped)',
  );

/** fileapi/nf-fileapi-writefile */
export const WriteFile: NativeFunction<[KernelHandle, Uint8Array, number, Uint32Array, null], number> =
  kernel32.func(
    'int32 __stdcall WriteFile(int64 hFile, void *lpBuffer, uint32 nNumberOfBytesToWrite, void *lpNumberOfBytesWritten, void *lpOverlapped)',
  );

/** ioapiset/nf-ioapiset-cancelioex */
export const CancelIoEx: NativeFunction<[KernelHandle, null], number> = kernel32.func(
  'int32 __stdcall CancelIoEx(int64 hFile, void *lpOverlapped)',
);

/** handleapi/nf-handleapi-closehandle */
export const CloseHandle: NativeFunction<[KernelHandle], number> = kernel32.func(
  'int32 __stdcall CloseHandle(int64 hObject)',
);

/** winbase/nf-winbase-localfree */
export const LocalFree: NativeFunction<[number], number> = kernel32.func(
  'int64 __stdcall LocalFree(int64 hMem)',
);

/** processthreadsapi/nf-processthreadsapi-getcurrentprocess: a pseudo handle, which needs no closing. */
export const GetCurrentProcess: NativeFunction<[], KernelHandle> = kernel32.func(
  'int64 __stdcall GetCurrentProcess()',
);

/** processthreadsapi/nf-processthreadsapi-getexitcodeprocess */
export const GetExitCodeProcess: NativeFunction<[KernelHandle, Out<number>], number> = kernel32.func(
  'int32 __stdcall GetExitCodeProcess(int64 hProcess, _Out_ uint32 *lpExitCode)',
);

/** processthreadsapi/nf-processthreadsapi-getprocesstimes: each FILETIME as one BigUint64Array element. */
export const GetProcessTimes: NativeFunction<
  [KernelHandle, BigUint64Array, BigUint64Array, BigUint64Array, BigUint64Array],
  number
> = kernel32.func(
  'int32 __stdcall GetProcessTimes(int64 hProcess, void *lpCreationTime, void *lpExitTime, void *lpKernelTime, void *lpUserTime)',
);

/** processthreadsapi/nf-processthreadsapi-processidtosessionid */
export const ProcessIdToSessionId: NativeFunction<[number, Out<number>], number> = kernel32.func(
  'int32 __stdcall ProcessIdToSessionId(uint32 dwProcessId, _Out_ uint32 *pSessionId)',
);

/** processthreadsapi/nf-processthreadsapi-exitprocess: does not return. */
export const ExitProcess: NativeFunction<[number], void> = kernel32.func(
  'void __stdcall ExitProcess(uint32 uExitCode)',
);

/** processthreadsapi/nf-processthreadsapi-terminateprocess: does not return for this process. */
export const TerminateProcess: NativeFunction<[KernelHandle, number], number> = kernel32.func(
  'int32 __stdcall TerminateProcess(int64 hProcess, uint32 uExitCode)',
);

/** processthreadsapi/nf-processthreadsapi-openprocess */
export const OpenProcess: NativeFunction<[number, number, number], KernelHandle> = kernel32.func(
  'int64 __stdcall OpenProcess(uint32 dwDesiredAccess, int32 bInheritHandle, uint32 dwProcessId)',
);

/** The longest path on Windows, in UTF-16 units, including its NUL. */
export const LONGEST_PATH = 32_768;

/**
 * winbase/nf-winbase-queryfullprocessimagenamew: the size is in characters, with the NUL before the call, without it
 * afterwards.
 */
export const QueryFullProcessImageNameW: NativeFunction<
  [KernelHandle, number, Uint8Array, [number]],
  number
> = kernel32.func(
  'int32 __stdcall QueryFullProcessImageNameW(int64 hProcess, uint32 dwFlags, _Out_ void *lpExeName, _Inout_ uint32 *lpdwSize)',
);

/** fileapi/nf-fileapi-getfinalpathnamebyhandlew: returns the length without the NUL, or the room needed, with it. */
export const GetFinalPathNameByHandleW: NativeFunction<[KernelHandle, Uint8Array, number, number], number> =
  kernel32.func(
    'uint32 __stdcall GetFinalPathNameByHandleW(int64 hFile, _Out_ void *lpszFilePath, uint32 cchFilePath, uint32 dwFlags)',
  );

/** synchapi/nf-synchapi-waitforsingleobject */
export const WaitForSingleObject: NativeFunction<[KernelHandle, number], number> = kernel32.func(
  'uint32 __stdcall WaitForSingleObject(int64 hHandle, uint32 dwMilliseconds)',
);

/** ((DWORD)-11), which the C header casts to a DWORD. */
export const STD_OUTPUT_HANDLE = -11;

/** https://learn.microsoft.com/windows/console/getstdhandle: must not be closed; 0 if there is none. */
export const GetStdHandle: NativeFunction<[number], KernelHandle> = kernel32.func(
  'int64 __stdcall GetStdHandle(int32 nStdHandle)',
);

/** https://learn.microsoft.com/windows/console/getconsolemode */
export const GetConsoleMode: NativeFunction<[KernelHandle, Out<number>], number> = kernel32.func(
  'int32 __stdcall GetConsoleMode(int64 hConsoleHandle, _Out_ uint32 *lpMode)',
);

/** https://learn.microsoft.com/windows/console/writeconsole */
export const WriteConsoleW: NativeFunction<[KernelHandle, string, number, Out<number>, null], number> =
  kernel32.func(
    'int32 __stdcall WriteConsoleW(int64 hConsoleOutput, str16 lpBuffer, uint32 nNumberOfCharsToWrite, _Out_ uint32 *lpNumberOfCharsWritten, void *lpReserved)',
  );

export const MOVEFILE_DELAY_UNTIL_REBOOT = 4;

/** winbase/nf-winbase-movefileexw */
export const MoveFileExW: NativeFunction<[string, string | null, number], number> = kernel32.func(
  'int32 __stdcall MoveFileExW(str16 lpExistingFileName, str16 lpNewFileName, uint32 dwFlags)',
);

type ModuleHandle = Handle<'module'>;
/** Searches for the DLL, and for its dependencies, only in Windows' own folder. */
export const LOAD_LIBRARY_SEARCH_SYSTEM32 = 0x800;

/** libloaderapi/nf-libloaderapi-loadlibraryexw */
export const LoadLibraryExW: NativeFunction<[string, null, number], ModuleHandle> = kernel32.func(
  'int64 __stdcall LoadLibraryExW(str16 lpLibFileName, void *hFile, uint32 dwFlags)',
);
