import koffi from './koffi.ts';
import { SERVICE_STATUS, SERVICE_STATUS_PROCESS, type ScHandleValue } from './advapi32.ts';
import type { NativeFunction, Out } from './native.ts';

/** advapi32.dll: what the SCM stores about services, and their access lists. Pages as in kernel32.ts. */
const advapi32 = koffi.load('advapi32.dll');

export const SERVICE_NO_CHANGE = 0xffff_ffff;
export const SC_ENUM_PROCESS_INFO = 0;
export const SERVICE_WIN32 = 0x30;
export const SERVICE_ACTIVE = 1;
export const SERVICE_STATE_ALL = 3;
export const DACL_SECURITY_INFORMATION = 4;

koffi.struct('ENUM_SERVICE_STATUSW', {
  lpServiceName: 'str16',
  lpDisplayName: 'str16',
  ServiceStatus: SERVICE_STATUS,
});
koffi.struct('ENUM_SERVICE_STATUS_PROCESSW', {
  lpServiceName: 'str16',
  lpDisplayName: 'str16',
  ServiceStatusProcess: SERVICE_STATUS_PROCESS,
});
koffi.struct('SC_ACTION', { Type: 'int32', Delay: 'uint32' });
koffi.struct('SERVICE_FAILURE_ACTIONSW', {
  dwResetPeriod: 'uint32',
  lpRebootMsg: 'str16',
  lpCommand: 'str16',
  cActions: 'uint32',
  lpsaActions: 'void *',
});
koffi.struct('SERVICE_TEXT_SETTING', { lpText: 'str16' });
koffi.struct('SERVICE_NUMBER_SETTING', { dwNumber: 'uint32' });
koffi.struct('SERVICE_POINTER_SETTING', { lpData: 'void *' });

/** winsvc/nf-winsvc-changeserviceconfigw */
export const ChangeServiceConfigW: NativeFunction<
  [
    ScHandleValue,
    number,
    number,
    number,
    string | null,
    null,
    null,
    null,
    string | null,
    string | null,
    string | null,
  ],
  number
> = advapi32.func(
  'int32 __stdcall ChangeServiceConfigW(int64 hService, uint32 dwServiceType, uint32 dwStartType, uint32 dwErrorControl, str16 lpBinaryPathName, str16 lpLoadOrderGroup, void *lpdwTagId, str16 lpDependencies, str16 lpServiceStartName, str16 lpPassword, str16 lpDisplayName)',
);

/** winsvc/nf-winsvc-queryserviceconfig2w */
export const QueryServiceConfig2W: NativeFunction<
  [ScHandleValue, number, Uint8Array, number, Out<number>],
  number
> = advapi32.func(
  'int32 __stdcall QueryServiceConfig2W(int64 hService, uint32 dwInfoLevel, void *lpBuffer, uint32 cbBufSize, _Out_ uint32 *pcbBytesNeeded)',
);

/** winsvc/nf-winsvc-changeserviceconfig2w. Pass the struct by {@link structPointer}. */
export const ChangeServiceConfig2W: NativeFunction<[ScHandleValue, number, StructPointer], number> =
  advapi32.func('int32 __stdcall ChangeServiceConfig2W(int64 hService, uint32 dwInfoLevel, void *lpInfo)');

export type StructPointer = ReturnType<typeof koffi.as>;

/** @returns a pointer to a struct of one of the declared types, for a parameter that takes several of them */
export function structPointer(struct: string, value: Readonly<Record<string, unknown>>): StructPointer {
  return koffi.as(value, koffi.pointer(struct));
}

/** winsvc/nf-winsvc-getservicekeynamew */
export const GetServiceKeyNameW: NativeFunction<[ScHandleValue, string, Uint8Array, [number]], number> =
  advapi32.func(
    'int32 __stdcall GetServiceKeyNameW(int64 hSCManager, str16 lpDisplayName, void *lpServiceName, _Inout_ uint32 *lpcchBuffer)',
  );

/** winsvc/nf-winsvc-enumservicesstatusexw */
export const EnumServicesStatusExW: NativeFunction<
  [ScHandleValue, number, number, number, Uint8Array, number, Out<number>, Out<number>, Uint32Array, null],
  number
> = advapi32.func(
  'int32 __stdcall EnumServicesStatusExW(int64 hSCManager, int32 InfoLevel, uint32 dwServiceType, uint32 dwServiceState, void *lpServices, uint32 cbBufSize, _Out_ uint32 *pcbBytesNeeded, _Out_ uint32 *lpServicesReturned, void *lpResumeHandle, str16 pszGroupName)',
);

/** winsvc/nf-winsvc-enumdependentservicesw */
export const EnumDependentServicesW: NativeFunction<
  [ScHandleValue, number, Uint8Array, number, Out<number>, Out<number>],
  number
> = advapi32.func(
  'int32 __stdcall EnumDependentServicesW(int64 hService, uint32 dwServiceState, void *lpServices, uint32 cbBufSize, _Out_ uint32 *pcbBytesNeeded, _Out_ uint32 *lpServicesReturned)',
);

/** winsvc/nf-winsvc-queryserviceobjectsecurity */
export const QueryServiceObjectSecurity: NativeFunction<
  [ScHandleValue, number, Uint8Array, number, Out<number>],
  number
> = advapi32.func(
  'int32 __stdcall QueryServiceObjectSecurity(int64 hService, uint32 dwSecurityInformation, void *lpSecurityDescriptor, uint32 cbBufSize, _Out_ uint32 *pcbBytesNeeded)',
);

/** winsvc/nf-winsvc-setserviceobjectsecurity */
export const SetServiceObjectSecurity: NativeFunction<[ScHandleValue, number, number], number> =
  advapi32.func(
    'int32 __stdcall SetServiceObjectSecurity(int64 hService, uint32 dwSecurityInformation, int64 lpSecurityDescriptor)',
  );
