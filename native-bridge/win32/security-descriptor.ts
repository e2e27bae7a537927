import { mailslotDescriptor } from '../access-control.ts';
import koffi from './koffi.ts';
import {
  ConvertSecurityDescriptorToStringSecurityDescriptorW,
  ConvertStringSecurityDescriptorToSecurityDescriptorW,
  SDDL_REVISION_1,
} from './advapi32.ts';
import { LocalFree, SECURITY_ATTRIBUTES_SIZE, type SECURITY_ATTRIBUTES } from './kernel32.ts';
import { check, isTrue, written, type Out } from './native.ts';
import { currentUserSid } from './token.ts';

/** For {@link securityDescriptorText}. */
export const OWNER_SECURITY_INFORMATION = 1;

/**
 * A self-relative security descriptor in the system's memory. Disposing frees it.
 * https://learn.microsoft.com/windows/win32/secauthz/security-descriptor-string-format
 */
export class SecurityDescriptor implements Disposable {
  readonly address: number;
  #isFreed = false;

  /** @throws ERROR_INVALID_ACL, ERROR_INVALID_PARAMETER for text that describes none */
  constructor(sddl: string) {
    const descriptor: Out<number> = [null];
    check(
      'ConvertStringSecurityDescriptorToSecurityDescriptorW',
      isTrue(ConvertStringSecurityDescriptorToSecurityDescriptorW(sddl, SDDL_REVISION_1, descriptor, null)),
    );
    this.address = written(descriptor);
  }

  [Symbol.dispose](): void {
    if (this.#isFreed) return;
    this.#isFreed = true;
    LocalFree(this.address);
  }
}

/**
 * Runs `use` with the security attributes for something new, and frees them afterwards.
 * @throws ERROR_INVALID_ACL, ERROR_INVALID_PARAMETER for text that describes no security
 */
export function withSecurityAttributes<T>(sddl: string, use: (attributes: SECURITY_ATTRIBUTES) => T): T {
  using descriptor = new SecurityDescriptor(sddl);
  return use({
    nLength: SECURITY_ATTRIBUTES_SIZE,
    lpSecurityDescriptor: descriptor.address,
    bInheritHandle: 0,
  });
}

/**
 * @param descriptor the address of a self-relative security descriptor, or a buffer that holds one
 * @param parts a sum of OWNER_SECURITY_INFORMATION and the like
 * @returns those parts as text
 * @throws Win32Error
 */
export function securityDescriptorText(descriptor: Uint8Array | bigint, parts: number): string {
  const text: Out<number> = [null];
  check(
    'ConvertSecurityDescriptorToStringSecurityDescriptorW',
    isTrue(
      ConvertSecurityDescriptorToStringSecurityDescriptorW(descriptor, SDDL_REVISION_1, parts, text, null),
    ),
  );
  try {
    return koffi.decode.string16(BigInt(written(text)));
  } finally {
    LocalFree(written(text));
  }
}

/**
 * @param sid a user's, in its string form
 * @returns the user as the system writes him in security descriptors: the built-in Administrator and Guest, whose SIDs
 *   differ from computer to computer, as LA and LG
 * @throws ERROR_INVALID_SID
 */
export function userInText(sid: string): string {
  using descriptor = new SecurityDescriptor(`O:${sid}`);
  const text = securityDescriptorText(BigInt(descriptor.address), OWNER_SECURITY_INFORMATION);
  return /^O:(LA|LG)$/.exec(text)?.[1] ?? sid;
}

/**
 * Runs `use` with the security attributes for a new mailslot, and frees them afterwards.
 * @throws Win32Error of the call that failed
 */
export function withMailslotSecurity<T>(use: (attributes: SECURITY_ATTRIBUTES) => T): T {
  return withSecurityAttributes(mailslotDescriptor(currentUserSid()), use);
}
