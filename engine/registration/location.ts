import { win32 } from 'node:path';
import type { Files } from '../../native-bridge/files.ts';
import { ERROR_ACCESS_DENIED } from '../../common/win32-codes.ts';
import { Win32Error } from '../../common/win32-error.ts';
import { isReplaceableByOthers, isOwnedByTrusted, mayAddFiles, type PathRole } from './access-list.ts';
import type { Places } from './context.ts';
import { SERVICE_SID } from './wanted.ts';

/**
 * Whatever lies at the service's path runs with its account's rights. If non-administrators can change that, the
 * service is copied to where they can't. A copy in the earlier place is moved as well.
 * @returns the folder that the service has to run from: the executable's own, or the program folder
 * @throws ERROR_FILE_NOT_FOUND, ERROR_PATH_NOT_FOUND, ERROR_ACCESS_DENIED
 */
export async function chooseFolder(
  files: Looks,
  { programFolder, formerProgramFolder }: Places,
  executable: string,
): Promise<string> {
  const folder = win32.dirname(executable);
  if (isSamePath(folder, formerProgramFolder)) return programFolder;
  return (await isReplaceable(files, executable)) ? programFolder : folder;
}

/** A copy that Sigma made in a folder of its own, and the parent folder that was created with it. */
interface CopyFolder {
  readonly folder: string;
  readonly above?: string;
}

/** @returns the folder that is prepared to take the place of one that others could change */
export function freshFolder(folder: string): string {
  return `${folder}.new`;
}

/** @returns every folder that registering copies the service to, or used to */
export function copyFolders({ programFolder, formerProgramFolder }: Places): CopyFolder[] {
  return [
    { folder: programFolder },
    { folder: freshFolder(programFolder) },
    { folder: formerProgramFolder, above: win32.dirname(formerProgramFolder) },
  ];
}

/**
 * @returns whether the executable is a copy that Sigma made. No user has put it there, so registering may replace it
 */
export function isCopy(places: Places, executable: string): boolean {
  return copyFolders(places).some(({ folder }) => isSamePath(folder, win32.dirname(executable)));
}

/** @returns whether Windows treats both as the same path: the case of letters does not matter */
export function isSamePath(one: string, other: string): boolean {
  return win32.normalize(one).toLowerCase() === win32.normalize(other).toLowerCase();
}

/** The file operations needed to judge a path. */
export type Looks = Pick<Files, 'isLink' | 'linkTarget' | 'security'>;

/**
 * @returns whether non-administrators could have something else run in the executable's place
 * @throws ERROR_FILE_NOT_FOUND, ERROR_PATH_NOT_FOUND, ERROR_ACCESS_DENIED
 */
export function isReplaceable(files: Looks, executable: string): Promise<boolean> {
  return isAnyReplaceable(files, executable, partsOf);
}

/**
 * @returns whether non-administrators could put another folder in this one's place. What they may do inside it does not
 *   count
 * @throws ERROR_FILE_NOT_FOUND, ERROR_PATH_NOT_FOUND, ERROR_ACCESS_DENIED
 */
function isMovable(files: Looks, folder: string): Promise<boolean> {
  return isAnyReplaceable(files, folder, foldersOf);
}

/** One part of a path, and what it is to the end of the path. */
interface Part {
  readonly path: string;
  readonly role: PathRole;
}

/** The most links that Windows follows in one path: https://learn.microsoft.com/windows/win32/fileio/reparse-points */
const MOST_LINKS = 63;

/**
 * Follows the path as Windows does: from the root, and at each link from the root of its target. A link is judged as an
 * object of its own, because an account that may change it decides where the path leads; so is each part of every path
 * on the way. A link of an unknown kind is not trusted.
 */
async function isAnyReplaceable(
  files: Looks,
  path: string,
  parts: (path: string) => readonly Part[],
): Promise<boolean> {
  let current = win32.normalize(path);
  for (let links = 0; links <= MOST_LINKS; links += 1) {
    let link: string | undefined;
    for (const part of parts(current).toReversed()) {
      const isLink = await files.isLink(part.path);
      const role = isLink ? 'link' : part.role;
      if (isReplaceableByOthers(await files.security(part.path), role)) return true;
      if (!isLink) continue;
      link = part.path;
      break;
    }
    if (link === undefined) return false;
    const target = await files.linkTarget(link);
    if (target === undefined) return true;
    // A relative target starts where the link is; the folders above have no links left in them here.
    current = win32.resolve(win32.dirname(link), target, win32.relative(link, current));
  }
  return true;
}

/** The file, its folder, and every folder above it up to the root. */
export function partsOf(executable: string): Part[] {
  const [folder, ...above] = foldersOf(win32.dirname(executable));
  return [{ path: executable, role: 'file' }, { path: folder?.path ?? '', role: 'folder' }, ...above];
}

/** The folder, and every folder above it up to the root. */
function foldersOf(folder: string): Part[] {
  const above = win32.dirname(folder);
  return [{ path: folder, role: 'ancestor' }, ...(above === folder ? [] : foldersOf(above))];
}

/**
 * @returns whether only administrators can replace the folder that contains Sigma's data folder. If others can, nothing
 *   done inside makes it safe
 * @throws ERROR_FILE_NOT_FOUND
 */
export async function isDataPlaceSafe(files: Looks, { dataFolder }: Places): Promise<boolean> {
  const above = win32.dirname(dataFolder);
  return !(await keepsOwners(files, above)) || !(await isMovable(files, above));
}

/** @returns whether only administrators can change what is in Sigma's data folder. @throws ERROR_FILE_NOT_FOUND */
export function isDataFolderSafe(files: Looks, { dataFolder }: Places): Promise<boolean> {
  return isSafe(files, dataFolder, win32.dirname(dataFolder), (sddl) => {
    return !isReplaceableByOthers(sddl, 'folder');
  });
}

/**
 * @returns whether the log folder, inside a safe data folder, lets only administrators and this service write: no other
 *   program that runs under the service's account
 * @throws ERROR_FILE_NOT_FOUND
 */
export function isLogFolderSafe(files: Looks, { dataFolder, logFolder }: Places): Promise<boolean> {
  return isSafe(files, logFolder, win32.dirname(dataFolder), (sddl) => {
    return mayAddFiles(sddl, SERVICE_SID) && !isReplaceableByOthers(sddl, 'folder', SERVICE_SID);
  });
}

/**
 * @param above the Windows folder that contains the folder in question
 * @returns whether this system stores the owners of folders. If it does not (Wine shows its host's), others own
 *   Windows' folders too, and nothing done inside makes a folder safe, or less so
 */
export async function keepsOwners(files: Looks, above: string): Promise<boolean> {
  return isOwnedByTrusted(await files.security(above));
}

async function isSafe(
  files: Looks,
  folder: string,
  above: string,
  suffices: (sddl: string) => boolean,
): Promise<boolean> {
  if (await files.isLink(folder)) return false;
  const sddl = await securityOf(files, folder);
  if (!(await keepsOwners(files, above))) return true;
  return sddl !== undefined && suffices(sddl) && !(await isMovable(files, above));
}

/** The creator of a folder can keep even administrators from reading its access list. */
async function securityOf(files: Looks, folder: string): Promise<string | undefined> {
  try {
    return await files.security(folder);
  } catch (error) {
    if (error instanceof Win32Error && error.code === ERROR_ACCESS_DENIED) return undefined;
    throw error;
  }
}
