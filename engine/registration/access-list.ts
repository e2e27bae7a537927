import {
  accessEntries,
  DELETE,
  GENERIC_ALL,
  GENERIC_WRITE,
  WRITE_DAC,
  WRITE_OWNER,
} from '../../native-bridge/access-control.ts';

/** What Sigma requires of the access lists of files, folders and its service, and how it changes its service's list. */

const FILE_ADD_FILE = 0x2;
/** For a folder, this bit is FILE_ADD_SUBDIRECTORY. */
const FILE_APPEND_DATA = 0x4;
const FILE_DELETE_CHILD = 0x40;
const FILE_WRITE_ATTRIBUTES = 0x100;
/** The rights that allow an account to replace the object itself, or to give itself the right to. */
const REPLACES = DELETE | WRITE_DAC | WRITE_OWNER | GENERIC_ALL | GENERIC_WRITE;

/** SYSTEM, Administrators and TrustedInstaller: these accounts can do anything already. */
const TRUSTED = new Set([
  'SY',
  'BA',
  'S-1-5-18',
  'S-1-5-32-544',
  'S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464',
]);

/**
 * What a part of a path is to the executable: its file, the folder that contains it, a folder further up, or a link in
 * place of any of these.
 */
export type PathRole = 'file' | 'folder' | 'ancestor' | 'link';

/**
 * Other rights that allow replacing the executable, or loading something else into it: a DLL beside it, or in a folder
 * beside it called `SigmaSrv.exe.local`. The right to write attributes allows turning a file, or an empty folder, into
 * a link.
 * https://learn.microsoft.com/windows/win32/dlls/dynamic-link-library-redirection
 */
const ALSO_DANGEROUS: Readonly<Record<PathRole, number>> = {
  file: FILE_ADD_FILE | FILE_APPEND_DATA | FILE_WRITE_ATTRIBUTES,
  folder: FILE_ADD_FILE | FILE_APPEND_DATA | FILE_DELETE_CHILD | FILE_WRITE_ATTRIBUTES,
  // Creating something in a folder further up replaces nothing: anybody may create folders in C:\.
  ancestor: FILE_DELETE_CHILD,
  // FSCTL_SET_REPARSE_POINT, which redirects a link, requires a handle with one of these rights.
  link: FILE_ADD_FILE | FILE_WRITE_ATTRIBUTES,
};

/**
 * @param sddl owner and access list of one part of an executable's path, or of a folder for other files
 * @param alsoTrusted an account trusted besides SYSTEM, Administrators and TrustedInstaller
 * @returns whether non-administrators could have another program run in its place. Entries that deny access are ignored
 */
export function isReplaceableByOthers(sddl: string, role: PathRole, alsoTrusted?: string): boolean {
  if (!isOwnedByTrusted(sddl)) return true;
  const entries = accessEntries(sddl);
  // Without an access list everybody may do everything, and what can't be parsed is not trusted.
  if (entries === undefined) return true;
  const dangerous = REPLACES | ALSO_DANGEROUS[role];
  return entries.some(
    ({ isAllowing, isInheritOnly, rights, account }) =>
      isAllowing &&
      !isInheritOnly &&
      !TRUSTED.has(account) &&
      account !== alsoTrusted &&
      (rights & dangerous) !== 0,
  );
}

/** @returns whether an entry lets the account create files in the folder. Entries that deny access are ignored */
export function mayAddFiles(sddl: string, account: string): boolean {
  return (accessEntries(sddl) ?? []).some(
    (entry) =>
      entry.isAllowing &&
      !entry.isInheritOnly &&
      entry.account === account &&
      (entry.rights & FILE_ADD_FILE) !== 0,
  );
}

/** @returns whether SYSTEM, Administrators or TrustedInstaller is the owner, who may always change the access list */
export function isOwnedByTrusted(sddl: string): boolean {
  const owner = /^O:(S-[\d-]+|[A-Z]{2})/.exec(sddl)?.[1];
  return owner !== undefined && TRUSTED.has(owner);
}

/**
 * Start, stop, pause, continue and every query, but never changing the service or its access list. In canonical order.
 */
const USER_CONTROL_RIGHTS = 'CCLCSWRPWPDTLORC';

/** @returns the access list of a service with start, stop, pause and query allowed for one more user */
export function withUserControl(sddl: string, user: string): string {
  const entry = userControlEntry(user);
  if (sddl.includes(entry)) return sddl;
  // Inserted before the audit list, if there is one.
  return sddl.replace(/(?=S:[A-Z_]*(?:\(|$)|$)/, entry);
}

/** @returns the users that {@link withUserControl} has added: each a SID, or the two letters of a built-in account */
export function usersInControl(sddl: string): string[] {
  return [
    ...sddl.matchAll(new RegExp(String.raw`\(A;;${USER_CONTROL_RIGHTS};;;(S-1-[\d-]+|LA|LG)\)`, 'g')),
  ].map(([, user = '']) => user);
}

/** @returns the access list without the entries that {@link withUserControl} has added */
export function withoutUserControl(sddl: string): string {
  return usersInControl(sddl).reduce((list, user) => list.replace(userControlEntry(user), ''), sddl);
}

function userControlEntry(user: string): string {
  return `(A;;${USER_CONTROL_RIGHTS};;;${user})`;
}
