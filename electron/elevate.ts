import { ERROR_CANCELLED } from '../common/error-codes.ts';
import type { HelperVerb } from '../common/sigma-service.ts';
import { Win32Error } from '../common/win32-error.ts';
import type { OperationTools } from './operation-tools.ts';

/** How long the helper may work once the prompt was answered, in milliseconds: stopping a service takes its time. */
const HELPER_TIMEOUT_MS = 90_000;

/**
 * Runs the helper elevated, which shows one prompt, and logs it.
 * @returns why the helper failed as far as that is known, undefined if it reports success. Either way the
 *   SCM alone knows what is true now
 * @throws ERROR_CANCELLED if the prompt was refused
 */
export async function elevate(verb: HelperVerb, tools: OperationTools): Promise<Win32Error | undefined> {
  const { elevation, log, helper } = tools;
  log.write('elevation-asked', { verb, executable: helper.executable });
  try {
    const exitCode = await elevation.runElevated(helper, verb, HELPER_TIMEOUT_MS, tools.promptOwner());
    log.write('elevation-ended', { verb, exitCode });
    tools.onElevated();
    return exitCode === 0 ? undefined : new Win32Error(`SigmaSrv ${verb}`, exitCode);
  } catch (error) {
    log.write('elevation-failed', { verb, reason: String(error) });
    if (error instanceof Win32Error && error.code !== ERROR_CANCELLED) return error;
    throw error;
  }
}
