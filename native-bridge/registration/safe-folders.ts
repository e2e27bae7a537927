import { win32 } from 'node:path';
import { isOwnedByTrusted, isReplaceableByOthers } from './access-list.ts';
import type { ServiceFiles } from './service-files.ts';

/** What has to be known of a folder before an administrator's process writes into it. */
type Looks = Pick<ServiceFiles, 'isLink' | 'security'>;

/** @returns whether only administrators can change what is in Sigma's data folder. @throws ERROR_FILE_NOT_FOUND */
export function isDataFolderSafe(files: Looks & Pick<ServiceFiles, 'dataFolder'>): Promise<boolean> {
  return isSafe(files, files.dataFolder, win32.dirname(files.dataFolder), (sddl) => {
    return !isReplaceableByOthers(sddl, 'folder');
  });
}

/** @returns whether the log's folder, in a data folder that is safe, is an administrator's. @throws ERROR_FILE_NOT_FOUND */
export function isLogFolderSafe(
  files: Looks & Pick<ServiceFiles, 'dataFolder' | 'logFolder'>,
): Promise<boolean> {
  return isSafe(files, files.logFolder, win32.dirname(files.dataFolder), isOwnedByTrusted);
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
  const sddl = await files.security(folder);
  return !(await keepsOwners(files, above)) || suffices(sddl);
}
