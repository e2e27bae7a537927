import { win32 } from 'node:path';
import { withoutUser, type Finding } from '../../common/check.ts';
import { ERROR_ACCESS_DENIED, ERROR_PATH_NOT_FOUND } from '../../common/error-codes.ts';
import { executableOf } from '../registration/installed.ts';
import { isReplaceable } from '../registration/location.ts';
import { isDataFolderSafe, isLogFolderSafe, keepsOwners } from '../registration/safe-folders.ts';
import type { Files } from '../../native-bridge/files.ts';
import { placesOf, type Places } from '../registration/places.ts';
import { fails, isWin32, readService, unknown, works, type CheckContext, type Judgement } from './context.ts';

/** Nobody but administrators can have the service run something else, or lead its log elsewhere. */
export async function checkFolders(context: CheckContext): Promise<Judgement> {
  const { files } = context.bridge;
  const places = placesOf(files);
  const service = await readService(context);
  const executable = service && executableOf(service.configuration.imagePath);
  if (!(await keepsOwners(files, win32.dirname(places.dataFolder)))) return unknown(['owners-unknown']);
  const findings: Finding[] = [];
  for (const look of looksOf(files, places, executable)) {
    const finding = await findingOf(files, look, executable !== undefined);
    if (finding !== undefined) findings.push(finding);
  }
  return judge(findings);
}

interface Look {
  /** The folder. */
  readonly path: string;
  /** What must be there: the folder, or what lies in it. */
  readonly needed: string;
  /** @returns whether it is safe */
  readonly isSafe: () => Promise<boolean>;
}

function looksOf(files: Files, places: Places, executable: string | undefined): Look[] {
  const { dataFolder, logFolder } = places;
  const own = [
    { path: dataFolder, needed: dataFolder, isSafe: () => isDataFolderSafe(files, places) },
    { path: logFolder, needed: logFolder, isSafe: () => isLogFolderSafe(files, places) },
  ];
  if (executable === undefined) return own;
  const isSafe = async (): Promise<boolean> => !(await isReplaceable(files, executable));
  return [...own, { path: win32.dirname(executable), needed: executable, isSafe }];
}

/** @returns undefined for a folder that need not be there */
async function findingOf(
  files: Files,
  { path, needed, isSafe }: Look,
  isInstalled: boolean,
): Promise<Finding | undefined> {
  const shown = withoutUser(path);
  if (!(await files.exists(needed))) return isInstalled ? ['folder-missing', shown] : undefined;
  try {
    // Asked by itself: what cannot be read is not yet unsafe.
    await files.security(path);
    return [(await isSafe()) ? 'folder-safe' : 'folder-unsafe', shown];
  } catch (error) {
    if (isWin32(error, ERROR_ACCESS_DENIED)) return ['folder-unreadable', shown];
    throw error;
  }
}

function judge(findings: readonly Finding[]): Judgement {
  const kinds = findings.map(([kind]) => kind);
  if (kinds.includes('folder-unsafe')) return fails(ERROR_ACCESS_DENIED, ...findings, ['mend-by-repair']);
  if (kinds.includes('folder-missing')) return fails(ERROR_PATH_NOT_FOUND, ...findings, ['mend-by-repair']);
  if (kinds.includes('folder-unreadable')) return unknown(...findings);
  return findings.length === 0 ? works(['folders-absent']) : works(...findings);
}
