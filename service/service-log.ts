import { join } from 'node:path';
import { openLog, type Log } from '../native-bridge/log.ts';
import { logFolder } from '../native-bridge/win32/service-files.ts';

/**
 * The service's log: JSON lines in `%ProgramData%\Sigma\logs\SigmaSrv.log`. The folder is made by registering,
 * which says who may write there: without it nothing is logged.
 */
export function openServiceLog(): Log {
  return openLog(join(logFolder(), 'SigmaSrv.log'), 'as it is');
}
