import { win32 } from 'node:path';
import { ERROR_ACCESS_DENIED } from '../../common/error-codes.ts';
import { Win32Error } from '../../common/win32-error.ts';
import { isOwnedByTrusted, isReplaceableByOthers, mayAddFiles } from './access-list.ts';
import { isMovable, type Looks } from './location.ts';
import type { Places } from './places.ts';
import { SERVICE_SID } from './wanted.ts';

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
