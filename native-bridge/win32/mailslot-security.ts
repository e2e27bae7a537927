import type { SECURITY_ATTRIBUTES } from './kernel32.ts';
import { withSecurityAttributes } from './security-descriptor.ts';
import { currentUserSid } from './user-sid.ts';

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
  return withSecurityAttributes(mailslotDescriptor(currentUserSid()), use);
}
