import { join } from 'node:path/win32';
import { openLog, type Log } from '../../engine/log.ts';
import { placesOf } from '../../engine/registration/places.ts';
import { isDataFolderSafe } from '../../engine/registration/safe-folders.ts';
import type { Files } from '../../native-bridge/files.ts';

/**
 * The service's log: JSON lines in `%ProgramData%\Sigma\logs\SigmaSrv.log`. The folder is made by registering,
 * which says who may write there: without it nothing is logged.
 */
export function openServiceLog(files: Files): Log {
  return openLog(join(placesOf(files).logFolder, 'SigmaSrv.log'), 'as it is');
}

/**
 * The log of what administrators do with the service: JSON lines in `%ProgramData%\Sigma\SigmaSrv-verbs.log`, where
 * nobody else can have them written to another place, the service's account included. Until the folder is safe nothing
 * is logged.
 */
export function openVerbLog(files: Files): Log {
  const places = placesOf(files);
  return openLog(join(places.dataFolder, 'SigmaSrv-verbs.log'), () => isDataFolderSafe(files, places));
}
