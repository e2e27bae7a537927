import koffi from './koffi.ts';
import type { Handle, KernelHandle, NativeFunction, Out } from './native.ts';

/** advapi32.dll: the SCM, and what a mailslot's security descriptor needs. Pages as in kernel32.ts. */
const advapi32 = koffi.load('advapi32.dll');

/** A handle of the SCM or of one service (SC_HANDLE). */
export type ScHandleValue = Handle<'service control'>;
/** The result of RegisterServiceCtrlHandlerExW (SERVICE_STATUS_HANDLE): must never be closed. */
export type ServiceStatusHandle = Handle<'service status'>;

export const SERVICE_WIN32_OWN_PROCESS = 0x10;
export const SC_STATUS_PROCESS_INFO = 0;
export const TOKEN_QUERY = 8;
export const TOKEN_ADJUST_PRIVILEGES = 0x20;
export const TOKEN_USER_CLASS = 1;
export const SDDL_REVISION_1 = 1;

export const SERVICE_STATUS = koffi.struct('SERVICE_STATUS', {
  dwServiceType: 'uint32',
  dwCurrentState: 'uint32',
  dwControlsAccepted: 'uint32',
  dwWin32ExitCode: 'uint32',
  dwServiceSpecificExitCode: 'uint32',
  dwCheckPoint: 'uint32',
  dwWaitHint: 'uint32',
});

export interface SERVICE_STATUS {
  readonly dwServiceType: number;
  readonly dwCurrentState: number;
  readonly dwControlsAccepted: number;
  readonly dwWin32ExitCode: number;
  readonly dwServiceSpecificExitCode: number;
  readonly dwCheckPoint: number;
  readonly dwWaitHint: number;
}

export const SERVICE_STATUS_PROCESS = koffi.struct('SERVICE_STATUS_PROCESS', {
  dwServiceType: 'uint32',
  dwCurrentState: 'uint32',
  dwControlsAccepted: 'uint32',
  dwWin32ExitCode: 'uint32',
  dwServiceSpecificExitCode: 'uint32',
  dwCheckPoint: 'uint32',
  dwWaitHint: 'uint32',
  dwProcessId: 'uint32',
  dwServiceFlags: 'uint32',
});

export interface SERVICE_STATUS_PROCESS extends SERVICE_STATUS {
  readonly dwProcessId: number;
  readonly dwServiceFlags: number;
}
export const SERVICE_STATUS_PROCESS_SIZE = koffi.sizeof(SERVICE_STATUS_PROCESS);

koffi.struct('QUERY_SERVICE_CONFIGW', {
  dwServiceType: 'uint32',
  dwStartType: 'uint32',
  dwErrorControl: 'uint32',
  lpBinaryPathName: 'str16',
  lpLoadOrderGroup: 'str16',
  dwTagId: 'uint32',
  lpDependencies: 'void *',
  lpServiceStartName: 'str16',
  lpDisplayName: 'str16',
});

export interface QUERY_SERVICE_CONFIGW {
  readonly dwServiceType: number;
  readonly dwStartType: number;
  readonly dwErrorControl: number;
  readonly lpBinaryPathName: string | null;
  /** Texts in a row, each ending in a NUL, with another NUL after the last. */
  readonly lpDependencies: bigint | null;
  readonly lpServiceStartName: string | null;
  readonly lpDisplayName: string | null;
}

/** @returns the struct at the start of a buffer that QueryServiceConfigW filled; its strings point into it */
export function decodeServiceConfig(buffer: Uint8Array): QUERY_SERVICE_CONFIGW {
  return koffi.decode(buffer, 'QUERY_SERVICE_CONFIGW') as QUERY_SERVICE_CONFIGW;
}

/** winsvc/nf-winsvc-openscmanagerw */
export const OpenSCManagerW: NativeFunction<[null, null, number], ScHandleValue> = advapi32.func(
  'int64 __stdcall OpenSCManagerW(str16 lpMachineName, str16 lpDatabaseName, uint32 dwDesiredAccess)',
);

/** winsvc/nf-winsvc-openservicew */
export const OpenServiceW: NativeFunction<[ScHandleValue, string, number], ScHandleValue> = advapi32.func(
  'int64 __stdcall OpenServiceW(int64 hSCManager, str16 lpServiceName, uint32 dwDesiredAccess)',
);

/** winsvc/nf-winsvc-createservicew */
export const CreateServiceW: NativeFunction<
  [
    ScHandleValue,
    string,
    string,
    number,
    number,
    number,
    number,
    string,
    null,
    null,
    null,
    string | null,
    null,
  ],
  ScHandleValue
> = advapi32.func(
  'int64 __stdcall CreateServiceW(int64 hSCManager, str16 lpServiceName, str16 lpDisplayName, uint32 dwDesiredAccess, uint32 dwServiceType, uint32 dwStartType, uint32 dwErrorControl, str16 lpBinaryPathName, str16 lpLoadOrderGroup, void *lpdwTagId, str16 lpDependencies, str16 lpServiceStartName, str16 lpPassword)',
);

/** winsvc/nf-winsvc-closeservicehandle */
export const CloseServiceHandle: NativeFunction<[ScHandleValue], number> = advapi32.func(
  'int32 __stdcall CloseServiceHandle(int64 hSCObject)',
);

/** winsvc/nf-winsvc-queryservicestatusex */
export const QueryServiceStatusEx: NativeFunction<
  [ScHandleValue, number, Out<SERVICE_STATUS_PROCESS>, number, Out<number>],
  number
> = advapi32.func(
  'int32 __stdcall QueryServiceStatusEx(int64 hService, int32 InfoLevel, _Out_ SERVICE_STATUS_PROCESS *lpBuffer, uint32 cbBufSize, _Out_ uint32 *pcbBytesNeeded)',
);

/** winsvc/nf-winsvc-queryserviceconfigw */
export const QueryServiceConfigW: NativeFunction<[ScHandleValue, Uint8Array, number, Out<number>], number> =
  advapi32.func(
    'int32 __stdcall QueryServiceConfigW(int64 hService, void *lpServiceConfig, uint32 cbBufSize, _Out_ uint32 *pcbBytesNeeded)',
  );

/** winsvc/nf-winsvc-startservicew */
export const StartServiceW: NativeFunction<[ScHandleValue, number, null], number> = advapi32.func(
  'int32 __stdcall StartServiceW(int64 hService, uint32 dwNumServiceArgs, void *lpServiceArgVectors)',
);

/** winsvc/nf-winsvc-controlservice */
export const ControlService: NativeFunction<[ScHandleValue, number, Out<SERVICE_STATUS>], number> =
  advapi32.func(
    'int32 __stdcall ControlService(int64 hService, uint32 dwControl, _Out_ SERVICE_STATUS *lpServiceStatus)',
  );

/** winsvc/nf-winsvc-deleteservice */
export const DeleteService: NativeFunction<[ScHandleValue], number> = advapi32.func(
  'int32 __stdcall DeleteService(int64 hService)',
);

/** winsvc/nc-winsvc-lpservice_main_functionw */
const ServiceMainProto = koffi.proto(
  'void __stdcall LPSERVICE_MAIN_FUNCTIONW(uint32 dwNumServicesArgs, void *lpServiceArgVectors)',
);

/** winsvc/nc-winsvc-lphandler_function_ex */
const HandlerExProto = koffi.proto(
  'uint32 __stdcall LPHANDLER_FUNCTION_EX(uint32 dwControl, uint32 dwEventType, void *lpEventData, void *lpContext)',
);

koffi.struct('SERVICE_TABLE_ENTRYW', {
  lpServiceName: 'str16',
  lpServiceProc: koffi.pointer(ServiceMainProto),
});

export interface SERVICE_TABLE_ENTRYW {
  readonly lpServiceName: string | null;
  readonly lpServiceProc: bigint | null;
}

/** Registers a callback that Windows keeps for the life of the process. */
export function registerServiceMain(serviceMain: () => void): bigint {
  return koffi.register(serviceMain, koffi.pointer(ServiceMainProto));
}

/** Registers a callback that Windows keeps for the life of the process. */
export function registerHandlerEx(handler: (control: number, eventType: number) => number): bigint {
  return koffi.register(handler, koffi.pointer(HandlerExProto));
}

/** winsvc/nf-winsvc-startservicectrldispatcherw */
export const StartServiceCtrlDispatcherW: NativeFunction<[readonly SERVICE_TABLE_ENTRYW[]], number> =
  advapi32.func('int32 __stdcall StartServiceCtrlDispatcherW(SERVICE_TABLE_ENTRYW *lpServiceStartTable)');

/** winsvc/nf-winsvc-registerservicectrlhandlerexw */
export const RegisterServiceCtrlHandlerExW: NativeFunction<[string, bigint, null], ServiceStatusHandle> =
  advapi32.func(
    'int64 __stdcall RegisterServiceCtrlHandlerExW(str16 lpServiceName, LPHANDLER_FUNCTION_EX *lpHandlerProc, void *lpContext)',
  );

/** winsvc/nf-winsvc-setservicestatus */
export const SetServiceStatus: NativeFunction<[ServiceStatusHandle, SERVICE_STATUS], number> = advapi32.func(
  'int32 __stdcall SetServiceStatus(int64 hServiceStatus, SERVICE_STATUS *lpServiceStatus)',
);

/** processthreadsapi/nf-processthreadsapi-openprocesstoken */
export const OpenProcessToken: NativeFunction<[KernelHandle, number, Out<KernelHandle>], number> =
  advapi32.func(
    'int32 __stdcall OpenProcessToken(int64 ProcessHandle, uint32 DesiredAccess, _Out_ int64 *TokenHandle)',
  );

/** securitybaseapi/nf-securitybaseapi-gettokeninformation */
export const GetTokenInformation: NativeFunction<
  [KernelHandle, number, Uint8Array | null, number, Out<number>],
  number
> = advapi32.func(
  'int32 __stdcall GetTokenInformation(int64 TokenHandle, int32 TokenInformationClass, void *TokenInformation, uint32 TokenInformationLength, _Out_ uint32 *ReturnLength)',
);

/**
 * securitybaseapi/nf-securitybaseapi-adjusttokenprivileges. TOKEN_PRIVILEGES as 32-bit words. Also succeeds if the
 * token lacks the privilege; the last error is ERROR_NOT_ALL_ASSIGNED then.
 */
export const AdjustTokenPrivileges: NativeFunction<
  [KernelHandle, number, Uint32Array, number, null, null],
  number
> = advapi32.func(
  'int32 __stdcall AdjustTokenPrivileges(int64 TokenHandle, int32 DisableAllPrivileges, void *NewState, uint32 BufferLength, void *PreviousState, void *ReturnLength)',
);

/** sddl/nf-sddl-convertsidtostringsidw. Free the string with LocalFree. */
export const ConvertSidToStringSidW: NativeFunction<[bigint, Out<number>], number> = advapi32.func(
  'int32 __stdcall ConvertSidToStringSidW(void *Sid, _Out_ int64 *StringSid)',
);

/** sddl/nf-sddl-convertstringsidtosidw. Free the SID with LocalFree. */
export const ConvertStringSidToSidW: NativeFunction<[string, Out<number>], number> = advapi32.func(
  'int32 __stdcall ConvertStringSidToSidW(str16 StringSid, _Out_ int64 *Sid)',
);

/** securitybaseapi/nf-securitybaseapi-checktokenmembership: without a handle, checks this process's own token. */
export const CheckTokenMembership: NativeFunction<[null, bigint, Out<number>], number> = advapi32.func(
  'int32 __stdcall CheckTokenMembership(void *TokenHandle, void *SidToCheck, _Out_ int32 *IsMember)',
);

/** sddl/nf-sddl-convertstringsecuritydescriptortosecuritydescriptorw. Free the descriptor with LocalFree. */
export const ConvertStringSecurityDescriptorToSecurityDescriptorW: NativeFunction<
  [string, number, Out<number>, null],
  number
> = advapi32.func(
  'int32 __stdcall ConvertStringSecurityDescriptorToSecurityDescriptorW(str16 StringSecurityDescriptor, uint32 StringSDRevision, _Out_ int64 *SecurityDescriptor, void *SecurityDescriptorSize)',
);

/** sddl/nf-sddl-convertsecuritydescriptortostringsecuritydescriptorw. Free the string with LocalFree. */
export const ConvertSecurityDescriptorToStringSecurityDescriptorW: NativeFunction<
  [Uint8Array | bigint, number, number, Out<number>, null],
  number
> = advapi32.func(
  'int32 __stdcall ConvertSecurityDescriptorToStringSecurityDescriptorW(void *SecurityDescriptor, uint32 RequestedStringSDRevision, uint32 SecurityInformation, _Out_ int64 *StringSecurityDescriptor, void *StringSecurityDescriptorLen)',
);
