import { createHash } from 'node:crypto';
import type { ServiceAccess } from './bridge.ts';

/**
 * Access masks, and how Windows evaluates them when something is opened.
 * https://learn.microsoft.com/windows/win32/secauthz/access-mask-format
 */

export const GENERIC_READ = 0x8000_0000;
export const GENERIC_WRITE = 0x4000_0000;
export const GENERIC_EXECUTE = 0x2000_0000;
export const GENERIC_ALL = 0x1000_0000;
const GENERIC_RIGHTS = GENERIC_READ | GENERIC_WRITE | GENERIC_EXECUTE | GENERIC_ALL;

export const SYNCHRONIZE = 0x10_0000;
export const DELETE = 0x1_0000;
export const WRITE_DAC = 0x4_0000;
export const WRITE_OWNER = 0x8_0000;
const FILE_READ_ATTRIBUTES = 0x80;

/** To an access check, mailslots and pipes are files. */
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
 * @param desiredAccess as passed to CreateFileW
 * @returns what CreateFileW requests: it adds the rights to wait for the file and to read its attributes
 */
export function askedByCreateFile(desiredAccess: number): number {
  return mapGenericRights('file', desiredAccess) | SYNCHRONIZE | FILE_READ_ATTRIBUTES;
}

/**
 * Security descriptors as text, as far as Sigma has to understand them.
 * https://learn.microsoft.com/windows/win32/secauthz/ace-strings
 */

/** One entry of a discretionary access list: `(type;flags;rights;object;inherited object;account)`. */
export interface AccessEntry {
  readonly isAllowing: boolean;
  /** Whether the entry applies only to what is created in the folder, not to the folder itself. */
  readonly isInheritOnly: boolean;
  /** An access mask. */
  readonly rights: number;
  /**
   * Whether each of its rights is known. An unknown right counts as all rights, because what is not understood is not
   * trusted.
   */
  readonly isUnderstood: boolean;
  /** A SID in its string form, or the two letters that stand for a well-known one. */
  readonly account: string;
}

const RIGHTS: Readonly<Record<string, number>> = {
  GA: GENERIC_ALL,
  GW: GENERIC_WRITE,
  GR: GENERIC_READ,
  GX: GENERIC_EXECUTE,
  RC: 0x2_0000,
  SD: DELETE,
  WD: WRITE_DAC,
  WO: WRITE_OWNER,
  CC: 0x1,
  DC: 0x2,
  LC: 0x4,
  SW: 0x8,
  RP: 0x10,
  WP: 0x20,
  DT: 0x40,
  LO: 0x80,
  CR: 0x100,
  FA: 0x1f_01ff,
  FR: 0x12_0089,
  FW: 0x12_0116,
  FX: 0x12_00a0,
  KA: 0xf_003f,
  KR: 0x2_0019,
  KW: 0x2_0006,
  KX: 0x2_0019,
};

/**
 * @returns the entries in order, or undefined if the descriptor has no access list, or a list with something not
 *   supported here, such as conditional entries
 */
export function accessEntries(sddl: string): AccessEntry[] | undefined {
  const list = /D:([A-Z_]*)((?:\([^()]*\))*)(?=S:|$)/.exec(sddl);
  if (list === null || list[1]?.includes('NO_ACCESS_CONTROL') === true) return undefined;
  return [...(list[2] ?? '').matchAll(/\(([^)]*)\)/g)].map(([, entry = '']) => accessEntry(entry));
}

function accessEntry(text: string): AccessEntry {
  const [type = '', flags = '', rights = '', , , account = ''] = text.split(';');
  return {
    isAllowing: type === 'A' || type === 'OA',
    isInheritOnly: pairs(flags).includes('IO'),
    ...accessMask(rights),
    account,
  };
}

function accessMask(text: string): Pick<AccessEntry, 'rights' | 'isUnderstood'> {
  if (/^0x[\da-f]+$/i.test(text)) return { rights: Number.parseInt(text, 16), isUnderstood: true };
  const masks = pairs(text).map((right) => RIGHTS[right]);
  return {
    rights: masks.reduce<number>((mask, right) => mask | (right ?? GENERIC_ALL), 0),
    isUnderstood: !masks.includes(undefined),
  };
}

function pairs(text: string): string[] {
  return text.match(/..?/g) ?? [];
}

/** The names that an access list uses for OWNER RIGHTS. */
const OWNER_RIGHTS: readonly string[] = ['OW', 'S-1-3-4'];
/** What ownership alone allows, unless the access list says otherwise: READ_CONTROL and WRITE_DAC. */
const BY_OWNERSHIP = 0x6_0000;

/** The user and the groups of an account that opens something, as an access list names them. */
export interface AccessToken {
  readonly accounts: readonly string[];
  /**
   * The accounts that a write-restricted token is checked against a second time, for all rights except reading and
   * executing:
   * https://learn.microsoft.com/windows/win32/api/securitybaseapi/nf-securitybaseapi-createrestrictedtoken
   */
  readonly writesAs?: readonly string[];
}

/**
 * @param accessList as SDDL, which may begin with the owner. A right that is not understood is denied by an entry that
 *   denies, and allowed by none
 * @param asked the rights, generic ones included, all of which are needed
 * @returns whether Windows grants them: for each right, the first entry about it decides
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

/** winsvc.h's and winnt.h's bit for each right to a service. */
const SERVICE_ACCESS_BITS: Readonly<Record<ServiceAccess, number>> = {
  'query-config': 0x1,
  'query-status': 0x4,
  interrogate: 0x80,
  'change-config': 0x2,
  'enumerate-dependents': 0x8,
  start: 0x10,
  stop: 0x20,
  'pause-continue': 0x40,
  'user-defined-control': 0x100,
  'read-control': 0x2_0000,
  'write-dac': 0x4_0000,
  delete: 0x1_0000,
};

/** @returns an access mask with all of the rights */
export function serviceAccessBits(access: readonly ServiceAccess[]): number {
  return access.reduce((bits, right) => bits | SERVICE_ACCESS_BITS[right], 0);
}

/**
 * The rights to grant a mailslot's writer, which passes GENERIC_WRITE to CreateFileW as documented
 * (https://learn.microsoft.com/windows/win32/ipc/writing-to-a-mailslot): FILE_GENERIC_WRITE, which is `GW` in SDDL, and
 * FILE_READ_ATTRIBUTES, which CreateFileW adds. With `GW` alone, a writer gets ERROR_ACCESS_DENIED.
 */
const WRITER_RIGHTS = '0x120196';

/** WRITE_RESTRICTED_CODE as a number: its two letters, `WR`, were added to SDDL later than the group itself. */
const WRITE_RESTRICTED_SERVICES = 'S-1-5-33';

/**
 * The access list of the mailslot: the current user, SYSTEM and Administrators may do everything, services may write
 * whatever their account is, and network logons may do nothing. A write-restricted service is checked a second time,
 * and is not `SU` then. The default descriptor would shut services out.
 * https://learn.microsoft.com/windows/win32/secauthz/security-descriptor-string-format
 * @returns the descriptor as SDDL
 */
export function mailslotDescriptor(userSid: string): string {
  const writers = ['SU', WRITE_RESTRICTED_SERVICES].map((account) => `(A;;${WRITER_RIGHTS};;;${account})`);
  return `D:P(D;;GA;;;NU)(A;;GA;;;${userSid})(A;;GA;;;SY)(A;;GA;;;BA)${writers.join('')}`;
}

/** The number of 32-bit words in a SHA-1. */
const WORDS = 5;

/**
 * A service's own SID, `NT SERVICE\Name`. It follows from the key name alone, so rights can be granted before the
 * service exists: SECURITY_SERVICE_ID_BASE_RID (80), and the SHA-1 of the upper-case name in UTF-16LE as five
 * little-endian numbers. `sc showsid NAME` prints it.
 * https://learn.microsoft.com/windows/win32/api/winsvc/ns-winsvc-service_sid_info
 * @param name the key name, in any case
 * @returns the SID in its string form, `S-1-5-80-…`
 */
export function serviceSid(name: string): string {
  const hash = createHash('sha1').update(Buffer.from(name.toUpperCase(), 'utf16le')).digest();
  const words = Array.from({ length: WORDS }, (_, index) => hash.readUInt32LE(4 * index));
  return ['S-1-5-80', ...words].join('-');
}
