import { win32 } from 'node:path';
import type { ServiceFiles } from './service-files.ts';
import { isReplaceableByOthers, type PathRole } from './access-list.ts';

/**
 * A service runs with its account's rights whatever lies at its path: where others than administrators can
 * change that, it is copied to a place where they cannot.
 * @returns the folder that the service is to run from: the executable's own, or the program folder
 * @throws ERROR_FILE_NOT_FOUND, ERROR_PATH_NOT_FOUND, ERROR_ACCESS_DENIED
 */
export async function chooseFolder(files: ServiceFiles, executable: string): Promise<string> {
  const folder = win32.dirname(executable);
  return (await isReplaceable(files, executable)) ? files.programFolder : folder;
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
