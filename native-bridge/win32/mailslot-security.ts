import koffi from 'koffi';
import {
  ConvertSidToStringSidW,
  ConvertStringSecurityDescriptorToSecurityDescriptorW,
  GetTokenInformation,
  OpenProcessToken,
  SDDL_REVISION_1,
  TOKEN_QUERY,
  TOKEN_USER_CLASS,
} from './advapi32.ts';
import {
  CloseHandle,
  GetCurrentProcess,
  LocalFree,
  SECURITY_ATTRIBUTES_SIZE,
  type SECURITY_ATTRIBUTES,
} from './kernel32.ts';
import { check, isTrue, written, type KernelHandle, type Out } from './native.ts';

/**
 * Who may do what with the mailslot: the current user, SYSTEM and Administrators everything, LocalService (the
 * service's account) may write, and whoever logged on over the network nothing. The default descriptor would
 * shut LocalService out.
 * https://learn.microsoft.com/windows/win32/secauthz/security-descriptor-string-format
 */
export function mailslotDescriptor(userSid: string): string {
  return `D:P(D;;GA;;;NU)(A;;GA;;;${userSid})(A;;GA;;;SY)(A;;GA;;;BA)(A;;GW;;;LS)`;
}

/**
 * Runs `use` with the security attributes for a new mailslot, and frees them afterwards.
 * @throws Win32Error of the call that failed
 */
export function withMailslotSecurity<T>(use: (attributes: SECURITY_ATTRIBUTES) => T): T {
  const descriptor: Out<number> = [null];
  check(
    'ConvertStringSecurityDescriptorToSecurityDescriptorW',
    isTrue(
      ConvertStringSecurityDescriptorToSecurityDescriptorW(
        mailslotDescriptor(currentUserSid()),
        SDDL_REVISION_1,
        descriptor,
        null,
      ),
    ),
  );
  const address = written(descriptor);
  try {
    return use({ nLength: SECURITY_ATTRIBUTES_SIZE, lpSecurityDescriptor: address, bInheritHandle: 0 });
  } finally {
    LocalFree(address);
  }
}

/** @returns the SID of the user this process runs as, in its string form S-1-… */
export function currentUserSid(): string {
  const token: Out<KernelHandle> = [null];
  check('OpenProcessToken', isTrue(OpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, token)));
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
