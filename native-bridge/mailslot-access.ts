import { GENERIC_WRITE } from './access-control.ts';

/**
 * What a writer asks CreateFileW for, as the documentation of mailslots has it.
 * https://learn.microsoft.com/windows/win32/ipc/writing-to-a-mailslot
 */
export const MAILSLOT_WRITER_ACCESS = GENERIC_WRITE;

/**
 * What has to be granted for that: FILE_GENERIC_WRITE, which SDDL has as `GW`, and FILE_READ_ATTRIBUTES, which
 * CreateFileW asks for by itself. With `GW` alone a writer gets ERROR_ACCESS_DENIED.
 */
const WRITER_RIGHTS = '0x120196';

/** WRITE_RESTRICTED_CODE as a number: its two letters, `WR`, came to SDDL later than the group. */
const WRITE_RESTRICTED_SERVICES = 'S-1-5-33';

/**
 * Who may do what with the mailslot: the current user, SYSTEM and Administrators everything; services may write,
 * whatever their account is; whoever logged on over the network may do nothing. A write-restricted service is checked a
 * second time, and is not `SU` then. The default descriptor would shut services out.
 * https://learn.microsoft.com/windows/win32/secauthz/security-descriptor-string-format
 * @returns the descriptor as SDDL
 */
export function mailslotDescriptor(userSid: string): string {
  const writers = ['SU', WRITE_RESTRICTED_SERVICES].map((account) => `(A;;${WRITER_RIGHTS};;;${account})`);
  return `D:P(D;;GA;;;NU)(A;;GA;;;${userSid})(A;;GA;;;SY)(A;;GA;;;BA)${writers.join('')}`;
}
