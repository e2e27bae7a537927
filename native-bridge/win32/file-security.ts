import koffi from './koffi.ts';
import {
  CloseHandle,
  CreateDirectoryW,
  CreateFileW,
  FILE_SHARE_READ,
  FILE_SHARE_WRITE,
  INVALID_HANDLE_VALUE,
  OPEN_EXISTING,
} from './kernel32.ts';
import { check, isTrue, refuseNul, type KernelHandle, type NativeFunction } from './native.ts';
import {
  DACL_SECURITY_INFORMATION,
  OWNER_SECURITY_INFORMATION,
  SecurityDescriptor,
  securityOfObject,
  withSecurityAttributes,
} from './security-descriptor.ts';

/** Owner and access list of files and folders. Pages as in kernel32.ts. */
const advapi32 = koffi.load('advapi32.dll');

const PROTECTED_DACL_SECURITY_INFORMATION = 0x8000_0000;

const READ_CONTROL = 0x2_0000;
const FILE_SHARE_DELETE = 4;
/** Opens folders as well. */
const FILE_FLAG_BACKUP_SEMANTICS = 0x200_0000;
/** Opens a link as itself. */
const FILE_FLAG_OPEN_REPARSE_POINT = 0x20_0000;

/** winbase/nf-winbase-setfilesecurityw */
const SetFileSecurityW: NativeFunction<[string, number, number], number> = advapi32.func(
  'int32 __stdcall SetFileSecurityW(str16 lpFileName, uint32 SecurityInformation, int64 pSecurityDescriptor)',
);

/**
 * @returns owner and access list as SDDL; for a link its own, not those of its target
 * @throws ERROR_FILE_NOT_FOUND, ERROR_PATH_NOT_FOUND, ERROR_ACCESS_DENIED
 */
export function fileSecurity(path: string): string {
  const handle = openAsItself(path);
  try {
    return securityOfObject(handle, 'file', OWNER_SECURITY_INFORMATION | DACL_SECURITY_INFORMATION);
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

/**
 * Makes Administrators the owner of a file or folder, with this access list and nothing inherited.
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
 * Creates a folder that belongs to Administrators from its first moment.
 * @param accessList as SDDL, `D:P(A;…)`
 * @throws ERROR_ALREADY_EXISTS, ERROR_PATH_NOT_FOUND, ERROR_ACCESS_DENIED, ERROR_INVALID_OWNER
 */
export function createSecureFolder(path: string, accessList: string): void {
  refuseNul('CreateDirectoryW', path);
  withSecurityAttributes(`O:BA${accessList}`, (attributes) => {
    check('CreateDirectoryW', isTrue(CreateDirectoryW(path, attributes)));
  });
}
