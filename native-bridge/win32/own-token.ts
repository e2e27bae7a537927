import { CheckTokenMembership, ConvertStringSidToSidW } from './advapi32.ts';
import { LocalFree } from './kernel32.ts';
import { check, isTrue, written, type Out } from './native.ts';

/**
 * @param sid in its string form
 * @returns whether this process's token has the SID, and it is enabled
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
