import { ERROR_SERVICE_SPECIFIC_ERROR } from '../common/error-codes.ts';
import type { ExitCode } from './lifecycle.ts';

/** SigmaSrv failed in its own code: an exception that nobody caught. Its service-specific exit code is 1. */
export const CRASHED: ExitCode = { win32: ERROR_SERVICE_SPECIFIC_ERROR, serviceSpecific: 1 };
