import koffi from './koffi.ts';
import {
  ConvertSidToStringSidW,
  GetTokenInformation,
  OpenProcessToken,
  TOKEN_QUERY,
  TOKEN_USER_CLASS,
} from './advapi32.ts';
import { CloseHandle, GetCurrentProcess, LocalFree } from './kernel32.ts';
import { check, isTrue, written, type KernelHandle, type Out } from './native.ts';

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
