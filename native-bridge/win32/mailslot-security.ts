import { mailslotDescriptor } from '../mailslot-access.ts';
import type { SECURITY_ATTRIBUTES } from './kernel32.ts';
import { withSecurityAttributes } from './security-descriptor.ts';
import { currentUserSid } from './user-sid.ts';

/**
 * Runs `use` with the security attributes for a new mailslot, and frees them afterwards.
 * @throws Win32Error of the call that failed
 */
export function withMailslotSecurity<T>(use: (attributes: SECURITY_ATTRIBUTES) => T): T {
  return withSecurityAttributes(mailslotDescriptor(currentUserSid()), use);
}
