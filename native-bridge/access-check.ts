import { GENERIC_EXECUTE, GENERIC_READ, mapGenericRights, type SecuredKind } from './access-rights.ts';
import { accessEntries, type AccessEntry } from './registration/access-list.ts';

/** As an access list names OWNER RIGHTS. */
const OWNER_RIGHTS: readonly string[] = ['OW', 'S-1-3-4'];
/** What an owner may do by being it, where the access list does not say what: READ_CONTROL and WRITE_DAC. */
const BY_OWNERSHIP = 0x6_0000;

/** The groups and the user of whoever opens something, as an access list names them. */
export interface AccessToken {
  readonly accounts: readonly string[];
  /**
   * Whom a write-restricted token is checked as a second time, for all rights but those to read and to execute:
   * https://learn.microsoft.com/windows/win32/api/securitybaseapi/nf-securitybaseapi-createrestrictedtoken
   */
  readonly writesAs?: readonly string[];
}

/**
 * @param accessList as SDDL, which may begin with the owner. A right in it that is not understood is denied by an entry that denies, and allowed by none
 * @param asked the rights that are all needed, generic ones among them
 * @returns whether the system grants them: of the entries about a right, the first decides
 */
export function isGranted(
  kind: SecuredKind,
  accessList: string,
  { accounts, writesAs }: AccessToken,
  asked: number,
): boolean {
  const entries = accessEntries(accessList);
  if (entries === undefined) return true;
  const wanted = mapGenericRights(kind, asked);
  const isOwner = accounts.includes(/^O:(S-[\d-]+|[A-Z]{2})/.exec(accessList)?.[1] ?? '');
  const hasOwnerRights = entries.some(
    ({ isInheritOnly, account }) => !isInheritOnly && OWNER_RIGHTS.includes(account),
  );
  const owned = isOwner && !hasOwnerRights ? BY_OWNERSHIP : 0;
  const asWhom = isOwner ? [...accounts, ...OWNER_RIGHTS] : accounts;
  if (!isGrantedTo(asWhom, kind, entries, wanted & ~owned)) return false;
  if (writesAs === undefined) return true;
  return isGrantedTo(
    writesAs,
    kind,
    entries,
    wanted & ~mapGenericRights(kind, GENERIC_READ | GENERIC_EXECUTE),
  );
}

function isGrantedTo(
  accounts: readonly string[],
  kind: SecuredKind,
  entries: readonly AccessEntry[],
  wanted: number,
): boolean {
  let missing = wanted;
  for (const { isAllowing, isInheritOnly, isUnderstood, rights, account } of entries) {
    if (isInheritOnly || !accounts.includes(account)) continue;
    const mapped = mapGenericRights(kind, rights);
    if (!isAllowing && (missing & mapped) !== 0) return false;
    if (isAllowing && isUnderstood) missing &= ~mapped;
  }
  return missing === 0;
}
