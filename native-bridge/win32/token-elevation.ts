import type { ElevationType } from '../inspection.ts';
import { GetTokenInformation, OpenProcessToken, TOKEN_QUERY } from './advapi32.ts';
import { CloseHandle, GetCurrentProcess } from './kernel32.ts';
import { check, isTrue, written, type KernelHandle, type Out } from './native.ts';

/** https://learn.microsoft.com/windows/win32/api/winnt/ne-winnt-token_information_class */
const TOKEN_ELEVATION_TYPE_CLASS = 18;
const TOKEN_ELEVATION_CLASS = 20;
/** TokenElevationTypeLimited: what an administrator has before the prompt. */
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
