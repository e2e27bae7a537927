import { isGranted, type AccessToken } from '../access-check.ts';

/** Who uses the simulated computer: somebody with administrator rights, or the user in front of the screen. */
export type Caller = 'administrator' | 'user';

/** The user's SID. */
export const INTERACTIVE_USER = 'S-1-5-21-1-2-3-1001';

/** The user, and the groups INTERACTIVE, Authenticated Users, Users and Everyone. */
const USER: AccessToken = { accounts: [INTERACTIVE_USER, 'IU', 'AU', 'BU', 'WD'] };

/**
 * @param accessList as SDDL
 * @param asked an access mask
 * @returns whether the caller gets all of it
 */
export function mayOpenService(caller: Caller, accessList: string, asked: number): boolean {
  return caller === 'administrator' || isGranted('service', accessList, USER, asked);
}
