import { accessEntries } from '../registration/access-list.ts';

/** Who uses the simulated computer: somebody with administrator rights, or the user in front of the screen. */
export type Caller = 'administrator' | 'user';

/** The user's SID. */
export const INTERACTIVE_USER = 'S-1-5-21-1-2-3-1001';

/** What stands for the user in an access list: himself, and the groups INTERACTIVE, Authenticated Users, Users, Everyone. */
const USER_ACCOUNTS: ReadonlySet<string> = new Set([INTERACTIVE_USER, 'IU', 'AU', 'BU', 'WD']);

/**
 * @param accessList as SDDL
 * @param wanted an access mask
 * @returns whether the caller gets all of it: of the entries about a right, the first decides
 */
export function isGranted(caller: Caller, accessList: string, wanted: number): boolean {
  const entries = accessEntries(accessList);
  if (caller === 'administrator' || entries === undefined) return true;
  let missing = wanted;
  for (const { isAllowing, isInheritOnly, rights, account } of entries) {
    if (isInheritOnly || !USER_ACCOUNTS.has(account)) continue;
    if (isAllowing) missing &= ~rights;
    else if ((missing & rights) !== 0) return false;
  }
  return missing === 0;
}
