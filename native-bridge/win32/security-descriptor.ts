import { Win32Error } from '../../common/win32-error.ts';
import { mailslotDescriptor } from '../access-control.ts';
import koffi from './koffi.ts';
import {
  ConvertSecurityDescriptorToStringSecurityDescriptorW,
  ConvertStringSecurityDescriptorToSecurityDescriptorW,
  SDDL_REVISION_1,
} from './advapi32.ts';
import { LocalFree, SECURITY_ATTRIBUTES_SIZE, type SECURITY_ATTRIBUTES } from './kernel32.ts';
import { check, isTrue, written, type KernelHandle, type NativeFunction, type Out } from './native.ts';
import { currentUserSid } from './token.ts';

/** Pages as in kernel32.ts. */
const advapi32 = koffi.load('advapi32.dll');

/** Parts of a security descriptor. */
export const OWNER_SECURITY_INFORMATION = 1;
export const DACL_SECURITY_INFORMATION = 4;

/** SE_OBJECT_TYPE. */
const OBJECT_TYPES = { file: 1, 'kernel object': 6 } as const;

/** aclapi/nf-aclapi-getsecurityinfo: returns its error, and a descriptor to be freed by LocalFree. */
const GetSecurityInfo: NativeFunction<
  [KernelHandle, number, number, null, null, null, null, Out<number>],
  number
> = advapi32.func(
  'uint32 __stdcall GetSecurityInfo(int64 handle, int32 ObjectType, uint32 SecurityInfo, void *ppsidOwner, void *ppsidGroup, void *ppDacl, void *ppSacl, _Out_ int64 *ppSecurityDescriptor)',
);

/**
 * A self-relative security descriptor in Windows' memory. Disposing frees it.
 * https://learn.microsoft.com/windows/win32/secauthz/security-descriptor-string-format
 */
export class SecurityDescriptor implements Disposable {
  readonly address: number;
  #isFreed = false;

  /** @throws ERROR_INVALID_ACL, ERROR_INVALID_PARAMETER if the text is no descriptor */
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
 * Calls `use` with the security attributes for a new object, and frees them afterwards.
 * @throws ERROR_INVALID_ACL, ERROR_INVALID_PARAMETER if the text is no descriptor
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
 * @param descriptor the address of a self-relative security descriptor, or a buffer with one
 * @param parts a sum of OWNER_SECURITY_INFORMATION and the like
 * @returns these parts as text
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
 * @param handle opened with READ_CONTROL
 * @param parts as for {@link securityDescriptorText}
 * @returns these parts of the object's security, as text
 * @throws ERROR_ACCESS_DENIED without that right
 */
export function securityOfObject(
  handle: KernelHandle,
  type: keyof typeof OBJECT_TYPES,
  parts: number,
): string {
  const descriptor: Out<number> = [null];
  const code = GetSecurityInfo(handle, OBJECT_TYPES[type], parts, null, null, null, null, descriptor);
  if (code !== 0) throw new Win32Error('GetSecurityInfo', code);
  try {
    return securityDescriptorText(BigInt(written(descriptor)), parts);
  } finally {
    LocalFree(written(descriptor));
  }
}

/**
 * @param sid a user's, in its string form
 * @returns the user as Windows writes it in security descriptors: LA and LG for the built-in Administrator and Guest,
 *   whose SIDs differ between computers
 * @throws ERROR_INVALID_SID
 */
export function userInText(sid: string): string {
  using descriptor = new SecurityDescriptor(`O:${sid}`);
  const text = securityDescriptorText(BigInt(descriptor.address), OWNER_SECURITY_INFORMATION);
  return /^O:(LA|LG)$/.exec(text)?.[1] ?? sid;
}

/**
 * Calls `use` with the security attributes for a new mailslot, and frees them afterwards.
 * @throws Win32Error of the call that failed
 */
export function withMailslotSecurity<T>(use: (attributes: SECURITY_ATTRIBUTES) => T): T {
  return withSecurityAttributes(mailslotDescriptor(currentUserSid()), use);
}
