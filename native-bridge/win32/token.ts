import type { ElevationType } from '../inspection.ts';
import {
  AdjustTokenPrivileges,
  CheckTokenMembership,
  ConvertStringSidToSidW,
  GetTokenInformation,
  OpenProcessToken,
  TOKEN_ADJUST_PRIVILEGES,
  TOKEN_QUERY,
  ConvertSidToStringSidW,
  TOKEN_USER_CLASS,
} from './advapi32.ts';
import { LocalFree, CloseHandle, GetCurrentProcess } from './kernel32.ts';
import { check, isTrue, written, type Out, type KernelHandle } from './native.ts';
import koffi from './koffi.ts';

/**
 * @param sid in its string form
 * @returns whether this process's token contains the SID, enabled
 * @throws ERROR_INVALID_SID, ERROR_ACCESS_DENIED
 */
export function isInOwnToken(sid: string): boolean {
  const address: Out<number> = [null];
  check('ConvertStringSidToSidW', isTrue(ConvertStringSidToSidW(sid, address)));
  try {
    const isMember: Out<number> = [null];
    check('CheckTokenMembership', isTrue(CheckTokenMembership(null, BigInt(written(address)), isMember)));
    return isTrue(written(isMember));
  } finally {
    LocalFree(written(address));
  }
}

/** https://learn.microsoft.com/windows/win32/api/winnt/ne-winnt-token_information_class */
const TOKEN_ELEVATION_TYPE_CLASS = 18;
const TOKEN_ELEVATION_CLASS = 20;
/** TokenElevationTypeLimited: the token of an administrator before the prompt. */
const LIMITED = 3;

/** @returns the rights of this process. @throws ERROR_ACCESS_DENIED */
export function elevationType(): ElevationType {
  const token: Out<KernelHandle> = [null];
  check('OpenProcessToken', isTrue(OpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, token)));
  try {
    if (numberOf(written(token), TOKEN_ELEVATION_CLASS) !== 0) return 'elevated';
    return numberOf(written(token), TOKEN_ELEVATION_TYPE_CLASS) === LIMITED
      ? 'administrator'
      : 'standard-user';
  } finally {
    CloseHandle(written(token));
  }
}

/** Both classes are one DWORD. */
function numberOf(token: KernelHandle, informationClass: number): number {
  const buffer = new Uint8Array(4);
  check(
    'GetTokenInformation',
    isTrue(GetTokenInformation(token, informationClass, buffer, buffer.length, [null])),
  );
  return new DataView(buffer.buffer).getUint32(0, true);
}

/** @returns the SID of the user this process runs as, in its string form S-1-…. @throws ERROR_ACCESS_DENIED */
export function currentUserSid(): string {
  return processUserSid(GetCurrentProcess());
}

/**
 * @param process a handle with PROCESS_QUERY_LIMITED_INFORMATION
 * @returns the SID of the user that the process runs as, in its string form
 * @throws ERROR_ACCESS_DENIED
 */
export function processUserSid(process: KernelHandle): string {
  const token: Out<KernelHandle> = [null];
  check('OpenProcessToken', isTrue(OpenProcessToken(process, TOKEN_QUERY, token)));
  try {
    return tokenUserSid(written(token));
  } finally {
    CloseHandle(written(token));
  }
}

function tokenUserSid(token: KernelHandle): string {
  const needed: Out<number> = [null];
  GetTokenInformation(token, TOKEN_USER_CLASS, null, 0, needed);
  const buffer = new Uint8Array(written(needed));
  check(
    'GetTokenInformation',
    isTrue(GetTokenInformation(token, TOKEN_USER_CLASS, buffer, buffer.length, needed)),
  );
  // TOKEN_USER begins with the SID's address.
  const sid = new DataView(buffer.buffer).getBigUint64(0, true);
  const text: Out<number> = [null];
  check('ConvertSidToStringSidW', isTrue(ConvertSidToStringSidW(sid, text)));
  try {
    return koffi.decode.string16(BigInt(written(text)));
  } finally {
    LocalFree(written(text));
  }
}

/** SeDebugPrivilege: administrators have it, disabled, and need it to open other users' processes. */
const SE_DEBUG_PRIVILEGE = 20;
const SE_PRIVILEGE_ENABLED = 2;

/** Has the privilege to open processes of any account only as long as `work` runs. Changes nothing for a user without it. */
export function withDebugPrivilege<T>(work: () => T): T {
  setDebugPrivilege(SE_PRIVILEGE_ENABLED);
  try {
    return work();
  } finally {
    setDebugPrivilege(0);
  }
}

function setDebugPrivilege(attributes: number): void {
  const token: Out<KernelHandle> = [null];
  check('OpenProcessToken', isTrue(OpenProcessToken(GetCurrentProcess(), TOKEN_ADJUST_PRIVILEGES, token)));
  // TOKEN_PRIVILEGES: one LUID, in two halves, and its attributes.
  AdjustTokenPrivileges(
    written(token),
    0,
    new Uint32Array([1, SE_DEBUG_PRIVILEGE, 0, attributes]),
    0,
    null,
    null,
  );
  CloseHandle(written(token));
}
