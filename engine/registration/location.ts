import { win32 } from 'node:path';
import type { Files } from '../../native-bridge/files.ts';
import { ERROR_ACCESS_DENIED } from '../../common/win32-codes.ts';
import { Win32Error } from '../../common/win32-error.ts';
import { isReplaceableByOthers, isOwnedByTrusted, mayAddFiles, type PathRole } from './access-list.ts';
import type { Places } from './context.ts';
import { SERVICE_SID } from './wanted.ts';

/**
 * A service runs with its account's rights whatever lies at its path: where others than administrators can
 * change that, it is copied to a place where they cannot. A copy that lies where copies were before is moved there too.
 * @returns the folder that the service is to run from: the executable's own, or the program folder
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

/** A copy that Sigma has made in a folder of its own, and the folder above that was made with it. */
interface CopyFolder {
  readonly folder: string;
  readonly above?: string;
}

/** @returns where a folder is made that then takes the place of one which others could change */
export function freshFolder(folder: string): string {
  return `${folder}.new`;
}

/** @returns every folder that registering copies the service to, or did */
export function copyFolders({ programFolder, formerProgramFolder }: Places): CopyFolder[] {
  return [
    { folder: programFolder },
    { folder: freshFolder(programFolder) },
    { folder: formerProgramFolder, above: win32.dirname(formerProgramFolder) },
  ];
}

/**
 * @returns whether the executable is a copy of Sigma's own making. No person has put it there, so whoever registers the
 *   service may have it run another
 */
export function isCopy(places: Places, executable: string): boolean {
  return copyFolders(places).some(({ folder }) => isSamePath(folder, win32.dirname(executable)));
}

/** @returns whether Windows takes both for the same: in any case of letters */
export function isSamePath(one: string, other: string): boolean {
  return win32.normalize(one).toLowerCase() === win32.normalize(other).toLowerCase();
}

/** What is looked at of files to judge a path. */
export type Looks = Pick<Files, 'isLink' | 'linkTarget' | 'security'>;

/**
 * @returns whether others than administrators can have something else run in the executable's place
 * @throws ERROR_FILE_NOT_FOUND, ERROR_PATH_NOT_FOUND, ERROR_ACCESS_DENIED
 */
export function isReplaceable(files: Looks, executable: string): Promise<boolean> {
  return isAnyReplaceable(files, executable, partsOf);
}

/**
 * @returns whether others than administrators can put another folder in this one's place. What they may do in it is not
 *   asked
 * @throws ERROR_FILE_NOT_FOUND, ERROR_PATH_NOT_FOUND, ERROR_ACCESS_DENIED
 */
function isMovable(files: Looks, folder: string): Promise<boolean> {
  return isAnyReplaceable(files, folder, foldersOf);
}

/** One part of a path, and what it is to the path's end. */
interface Part {
  readonly path: string;
  readonly role: PathRole;
}

/** How many links Windows follows in one path: https://learn.microsoft.com/windows/win32/fileio/reparse-points */
const MOST_LINKS = 63;

/**
 * Goes the way that Windows goes: from the root on, and at each link from the root of what it leads to. A link is judged
 * as itself, since who may change it says where the path leads, and so is each part of every path on the way. A link of a
 * kind that is not understood is not trusted.
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
    // A relative one starts where the link lies: what is above it here has no links in it any more.
    current = win32.resolve(win32.dirname(link), target, win32.relative(link, current));
  }
  return true;
}

/** The file, its folder, and every folder above up to the root. */
export function partsOf(executable: string): Part[] {
  const [folder, ...above] = foldersOf(win32.dirname(executable));
  return [{ path: executable, role: 'file' }, { path: folder?.path ?? '', role: 'folder' }, ...above];
}

/** The folder, and every one above up to the root. */
function foldersOf(folder: string): Part[] {
  const above = win32.dirname(folder);
  return [{ path: folder, role: 'ancestor' }, ...(above === folder ? [] : foldersOf(above))];
}

/**
 * @returns whether only administrators can put another folder in the place of the one that Sigma's data folder is made in.
 *   Where others can, nothing that is done in there makes it safe
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
 * @returns whether the log's folder, in a data folder that is safe, lets the service write, and nobody else but
 *   administrators: neither what else runs under its account
 * @throws ERROR_FILE_NOT_FOUND
 */
export function isLogFolderSafe(files: Looks, { dataFolder, logFolder }: Places): Promise<boolean> {
  return isSafe(files, logFolder, win32.dirname(dataFolder), (sddl) => {
    return mayAddFiles(sddl, SERVICE_SID) && !isReplaceableByOthers(sddl, 'folder', SERVICE_SID);
  });
}

/**
 * A system that does not keep owners (Wine has its host's) has others own its folders too: nothing that is done to one
 * in there could make it safe, or less so.
 * @param above the system's own folder that it is in
 * @returns whether the system keeps who owns a folder
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

/** Who made a folder can keep also administrators from reading its access list. */
async function securityOf(files: Looks, folder: string): Promise<string | undefined> {
  try {
    return await files.security(folder);
  } catch (error) {
    if (error instanceof Win32Error && error.code === ERROR_ACCESS_DENIED) return undefined;
    throw error;
  }
}
