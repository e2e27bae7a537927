import type { ErrorReport } from './view.ts';
import {
  ERROR_BAD_CONFIGURATION,
  ERROR_BAD_EXE_FORMAT,
  ERROR_FILE_NOT_FOUND,
  ERROR_INVALID_SERVICE_ACCOUNT,
  ERROR_PATH_NOT_FOUND,
  ERROR_SERVICE_DISABLED,
  ERROR_SERVICE_DOES_NOT_EXIST,
  ERROR_SERVICE_LOGON_FAILED,
} from './error-codes.ts';
import type { Task } from './operations.ts';

/** The errors of a start that come of how the service is registered: registering it anew mends them. */
const MENDED_BY_REPAIR: ReadonlySet<number> = new Set([
  ERROR_FILE_NOT_FOUND,
  ERROR_PATH_NOT_FOUND,
  ERROR_BAD_EXE_FORMAT,
  ERROR_INVALID_SERVICE_ACCOUNT,
  ERROR_SERVICE_DISABLED,
  ERROR_SERVICE_LOGON_FAILED,
  ERROR_BAD_CONFIGURATION,
]);

/** The function that runs the helper: where it fails, the service is not even touched. */
const HELPER_LAUNCH = 'ShellExecuteExW';

/** @returns the operation that mends what a task failed of, where there is one */
export function helpFor(
  { api, code }: Pick<ErrorReport, 'api' | 'code'>,
  task: Task,
): 'repair' | 'install' | undefined {
  if (api === HELPER_LAUNCH) return undefined;
  if (code === ERROR_SERVICE_DOES_NOT_EXIST) return task === 'install' ? undefined : 'install';
  switch (task) {
    case 'start':
    case 'restart':
      return MENDED_BY_REPAIR.has(code) ? 'repair' : undefined;
    case 'install':
      // An entry in the registry that the SCM does not take for a service.
      return code === ERROR_BAD_CONFIGURATION ? 'repair' : undefined;
    default:
      return undefined;
  }
}
