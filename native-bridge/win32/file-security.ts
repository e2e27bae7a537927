import koffi from './koffi.ts';
import { Win32Error } from '../../common/win32-error.ts';
import {
  CloseHandle,
  CreateDirectoryW,
  CreateFileW,
  FILE_SHARE_READ,
  FILE_SHARE_WRITE,
  INVALID_HANDLE_VALUE,
  LocalFree,
  OPEN_EXISTING,
} from './kernel32.ts';
import {
  check,
  isTrue,
  refuseNul,
  written,
  type KernelHandle,
  type NativeFunction,
  type Out,
} from './native.ts';
import {
  OWNER_SECURITY_INFORMATION,
  SecurityDescriptor,
  securityDescriptorText,
  withSecurityAttributes,
} from './security-descriptor.ts';

/** Owner and access list of files and folders. Pages as in kernel32.ts. */
const advapi32 = koffi.load('advapi32.dll');

const SE_FILE_OBJECT = 1;
const DACL_SECURITY_INFORMATION = 4;
const PROTECTED_DACL_SECURITY_INFORMATION = 0x8000_0000;

const READ_CONTROL = 0x2_0000;
const FILE_SHARE_DELETE = 4;
/** Opens folders as well. */
const FILE_FLAG_BACKUP_SEMANTICS = 0x200_0000;
/** Opens a link as itself. */
const FILE_FLAG_OPEN_REPARSE_POINT = 0x20_0000;

/** aclapi/nf-aclapi-getsecurityinfo: gives its error, and a descriptor for LocalFree. */
const GetSecurityInfo: NativeFunction<
  [KernelHandle, number, number, null, null, null, null, Out<number>],
  number
> = advapi32.func(
  'uint32 __stdcall GetSecurityInfo(int64 handle, int32 ObjectType, uint32 SecurityInfo, void *ppsidOwner, void *ppsidGroup, void *ppDacl, void *ppSacl, _Out_ int64 *ppSecurityDescriptor)',
);

/** winbase/nf-winbase-setfilesecurityw */
const SetFileSecurityW: NativeFunction<[string, number, number], number> = advapi32.func(
  'int32 __stdcall SetFileSecurityW(str16 lpFileName, uint32 SecurityInformation, int64 pSecurityDescriptor)',
);

/**
 * @returns owner and access list as SDDL; of a link its own, not of what it leads to
 * @throws ERROR_FILE_NOT_FOUND, ERROR_PATH_NOT_FOUND, ERROR_ACCESS_DENIED
 */
export function fileSecurity(path: string): string {
  const handle = openAsItself(path);
  try {
    return securityOf(handle);
  } finally {
    CloseHandle(handle);
  }
}

function openAsItself(path: string): KernelHandle {
  refuseNul('CreateFileW', path);
  const handle = CreateFileW(
    path,
    READ_CONTROL,
    FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
    null,
    OPEN_EXISTING,
    FILE_FLAG_BACKUP_SEMANTICS | FILE_FLAG_OPEN_REPARSE_POINT,
    0,
  );
  check('CreateFileW', handle !== INVALID_HANDLE_VALUE);
  return handle;
}

function securityOf(handle: KernelHandle): string {
  const parts = OWNER_SECURITY_INFORMATION | DACL_SECURITY_INFORMATION;
  const descriptor: Out<number> = [null];
  const code = GetSecurityInfo(handle, SE_FILE_OBJECT, parts, null, null, null, null, descriptor);
  if (code !== 0) throw new Win32Error('GetSecurityInfo', code);
  try {
    return securityDescriptorText(BigInt(written(descriptor)), parts);
  } finally {
    LocalFree(written(descriptor));
  }
}

/**
 * Gives a file or folder to Administrators, with this access list and nothing inherited.
 * @param accessList as SDDL, `D:P(A;…)`
 * @throws ERROR_ACCESS_DENIED, ERROR_INVALID_OWNER
 */
export function secureFile(path: string, accessList: string): void {
  refuseNul('SetFileSecurityW', path);
  using descriptor = new SecurityDescriptor(`O:BA${accessList}`);
  const parts = OWNER_SECURITY_INFORMATION | DACL_SECURITY_INFORMATION | PROTECTED_DACL_SECURITY_INFORMATION;
  check('SetFileSecurityW', isTrue(SetFileSecurityW(path, parts >>> 0, descriptor.address)));
}

/**
 * Creates a folder that belongs to Administrators from its first moment on.
 * @param accessList as SDDL, `D:P(A;…)`
 * @throws ERROR_ALREADY_EXISTS, ERROR_PATH_NOT_FOUND, ERROR_ACCESS_DENIED, ERROR_INVALID_OWNER
 */
export function createSecureFolder(path: string, accessList: string): void {
  refuseNul('CreateDirectoryW', path);
  withSecurityAttributes(`O:BA${accessList}`, (attributes) => {
    check('CreateDirectoryW', isTrue(CreateDirectoryW(path, attributes)));
  });
}
