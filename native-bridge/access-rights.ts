/**
 * Access masks, and what Windows makes of them when somebody opens something.
 * https://learn.microsoft.com/windows/win32/secauthz/access-mask-format
 */

export const GENERIC_READ = 0x8000_0000;
export const GENERIC_WRITE = 0x4000_0000;
export const GENERIC_EXECUTE = 0x2000_0000;
export const GENERIC_ALL = 0x1000_0000;
const GENERIC_RIGHTS = GENERIC_READ | GENERIC_WRITE | GENERIC_EXECUTE | GENERIC_ALL;

export const SYNCHRONIZE = 0x10_0000;
const FILE_READ_ATTRIBUTES = 0x80;

/** Mailslots and pipes are files to the access check. */
export type SecuredKind = 'file' | 'service' | 'registry key';

/**
 * What each generic right stands for, in the order read, write, execute, all: FILE_GENERIC_READ and so on of winnt.h,
 * https://learn.microsoft.com/windows/win32/services/service-security-and-access-rights and
 * https://learn.microsoft.com/windows/win32/sysinfo/registry-key-security-and-access-rights
 */
const GENERIC_MAPPINGS: Readonly<Record<SecuredKind, readonly [number, number, number, number]>> = {
  file: [0x12_0089, 0x12_0116, 0x12_00a0, 0x1f_01ff],
  service: [0x2_008d, 0x2_0002, 0x2_0170, 0xf_01ff],
  'registry key': [0x2_0019, 0x2_0006, 0x2_0019, 0xf_003f],
};

/** @returns the mask with the specific rights in place of the generic ones (MapGenericMask) */
export function mapGenericRights(kind: SecuredKind, mask: number): number {
  const [read, write, execute, all] = GENERIC_MAPPINGS[kind];
  const specific =
    ((mask & GENERIC_READ) === 0 ? 0 : read) |
    ((mask & GENERIC_WRITE) === 0 ? 0 : write) |
    ((mask & GENERIC_EXECUTE) === 0 ? 0 : execute) |
    ((mask & GENERIC_ALL) === 0 ? 0 : all);
  return (mask & ~GENERIC_RIGHTS) | specific;
}

/**
 * @param desiredAccess as CreateFileW is given it
 * @returns what it asks the system for: it adds the rights to wait for the file and to read its attributes
 */
export function askedByCreateFile(desiredAccess: number): number {
  return mapGenericRights('file', desiredAccess) | SYNCHRONIZE | FILE_READ_ATTRIBUTES;
}
