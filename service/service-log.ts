import { join } from 'node:path';
import { openLog, type Log } from '../native-bridge/log.ts';
import { isDataFolderSafe } from '../native-bridge/registration/safe-folders.ts';
import type { ServiceFiles } from '../native-bridge/registration/service-files.ts';
import { logFolder } from '../native-bridge/win32/service-files.ts';

/**
 * The service's log: JSON lines in `%ProgramData%\Sigma\logs\SigmaSrv.log`. The folder is made by registering,
 * which says who may write there: without it nothing is logged.
 */
export function openServiceLog(): Log {
  return openLog(join(logFolder(), 'SigmaSrv.log'), 'as it is');
}

/**
 * The log of what administrators do with the service: JSON lines in `%ProgramData%\Sigma\SigmaSrv-verbs.log`, where
 * nobody else can have them written to another place, the service's account included. Until the folder is safe nothing
 * is logged.
 */
export function openVerbLog(files: ServiceFiles): Log {
  return openLog(join(files.dataFolder, 'SigmaSrv-verbs.log'), () => isDataFolderSafe(files));
}
