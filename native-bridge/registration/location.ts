import { win32 } from 'node:path';
import type { ServiceFiles } from './service-files.ts';
import { isReplaceableByOthers, type PathRole } from './access-list.ts';

/**
 * A service runs with its account's rights whatever lies at its path: where others than administrators can
 * change that, it is copied to a place where they cannot. A copy that lies where copies were before is moved there too.
 * @returns the folder that the service is to run from: the executable's own, or the program folder
 * @throws ERROR_FILE_NOT_FOUND, ERROR_PATH_NOT_FOUND, ERROR_ACCESS_DENIED
 */
export async function chooseFolder(files: ServiceFiles, executable: string): Promise<string> {
  const folder = win32.dirname(executable);
  if (isSamePath(folder, files.formerProgramFolder)) return files.programFolder;
  return (await isReplaceable(files, executable)) ? files.programFolder : folder;
}

/** A copy that Sigma has made in a folder of its own, and the folder above that was made with it. */
interface CopyFolder {
  readonly folder: string;
  readonly above?: string;
}

/** @returns every folder that registering copies the service to, or did */
export function copyFolders({
  programFolder,
  formerProgramFolder,
}: Pick<ServiceFiles, 'programFolder' | 'formerProgramFolder'>): CopyFolder[] {
  return [
    { folder: programFolder },
    { folder: formerProgramFolder, above: win32.dirname(formerProgramFolder) },
  ];
}

/**
 * @returns whether the executable is a copy of Sigma's own making. No person has put it there, so whoever registers the
 *   service may have it run another
 */
export function isCopy(
  files: Pick<ServiceFiles, 'programFolder' | 'formerProgramFolder'>,
  executable: string,
): boolean {
  return copyFolders(files).some(({ folder }) => isSamePath(folder, win32.dirname(executable)));
}

/** @returns whether Windows takes both for the same: in any case of letters */
export function isSamePath(one: string, other: string): boolean {
  return win32.normalize(one).toLowerCase() === win32.normalize(other).toLowerCase();
}

/**
 * @returns whether others than administrators can have something else run in the executable's place
 * @throws ERROR_FILE_NOT_FOUND, ERROR_PATH_NOT_FOUND, ERROR_ACCESS_DENIED
 */
export async function isReplaceable(files: ServiceFiles, executable: string): Promise<boolean> {
  for (const { path, role } of partsOf(executable)) {
    if (isReplaceableByOthers(await files.security(path), role)) return true;
  }
  return false;
}

/** The file, its folder, and every folder above up to the root. */
export function partsOf(executable: string): { readonly path: string; readonly role: PathRole }[] {
  const folder = win32.dirname(executable);
  const parts: { path: string; role: PathRole }[] = [
    { path: executable, role: 'file' },
    { path: folder, role: 'folder' },
  ];
  for (let above = win32.dirname(folder); above !== parts.at(-1)?.path; above = win32.dirname(above)) {
    parts.push({ path: above, role: 'ancestor' });
  }
  return parts;
}
