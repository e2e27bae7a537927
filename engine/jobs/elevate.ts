import {
  ERROR_ACCESS_DENIED,
  ERROR_CANCELLED,
  ERROR_SERVICE_REQUEST_TIMEOUT,
  ERROR_TIMEOUT,
} from '../../common/win32-codes.ts';
import { isPending, type ServiceState } from '../../common/service-status.ts';
import type { ControlVerb, HelperVerb } from '../../common/sigma-service.ts';
import type { ServiceProfile } from '../../common/service-profile.ts';
import { SERVICE_NAME } from '../../common/product.ts';
import { Win32Error } from '../../common/win32-error.ts';
import type { Elevation, Helper, Registry, ServiceManagers } from '../../native-bridge/bridge.ts';
import type { Clock } from '../../native-bridge/clock.ts';
import type { Log } from '../log.ts';
import type { ServiceReading } from '../watch/service-reading.ts';
import { controlService, notAsWanted } from './control.ts';

/** What an operation works with. */
export interface OperationTools {
  /** The service to operate on. */
  readonly service: ServiceProfile;
  readonly elevation: Elevation;
  readonly managers: ServiceManagers;
  readonly registry: Registry;
  readonly clock: Clock;
  readonly log: Log;
  /** SigmaSrv.exe, which doubles as the elevated helper. */
  readonly helper: Helper;
  /** @returns the handle of the window that owns the prompt */
  readonly promptOwner: () => number;
  /** Reads the SCM now, and shows the window the reading as well. */
  readonly readService: () => Promise<ServiceReading>;
  /** Called when the user has let the helper run at the administrator prompt. */
  readonly onElevated: () => void;
  /** Aborted when nobody waits for the operation any longer. */
  readonly signal: AbortSignal;
}

/** How long the helper may work after the prompt was answered, in milliseconds: stopping a service takes time. */
const HELPER_TIMEOUT_MS = 90_000;

/**
 * Runs the helper elevated, which shows one prompt, and logs it. The helper's verbs name no service, so it can only
 * work on Sigma's own.
 * @returns why the helper failed, as far as it tells; undefined if it reports success. Either way, only the SCM knows
 *   what is true now
 * @throws ERROR_CANCELLED if the user refused the prompt; ERROR_ACCESS_DENIED, without a prompt, for any other service
 */
export async function elevate(verb: HelperVerb, tools: OperationTools): Promise<Win32Error | undefined> {
  if (!tools.service.isOwn) throw new Win32Error('ShellExecuteExW', ERROR_ACCESS_DENIED);
  const { elevation, log, helper } = tools;
  log.write('elevation-asked', { verb, executable: helper.executable });
  try {
    const exitCode = await elevation.runElevated(helper, verb, HELPER_TIMEOUT_MS, tools.promptOwner());
    log.write('elevation-ended', { verb, exitCode });
    tools.onElevated();
    return exitCode === 0 ? undefined : new Win32Error(`${SERVICE_NAME} ${verb}`, exitCode);
  } catch (error) {
    log.write('elevation-failed', { verb, reason: String(error) });
    if (error instanceof Win32Error && error.code !== ERROR_CANCELLED) return error;
    throw error;
  }
}

/** The state that the SCM shows after each verb has succeeded. */
const WANTED: Readonly<Record<ControlVerb, ServiceState>> = {
  '/start': 'running',
  '/stop': 'stopped',
  '/restart': 'running',
  '/pause': 'paused',
  '/continue': 'running',
};

/**
 * Starts, stops, restarts, pauses or continues the service and waits until that is done. Elevates only if this user
 * lacks the right.
 * @throws Win32Error
 */
export async function controlOrElevate(verb: ControlVerb, tools: OperationTools): Promise<void> {
  try {
    await controlService(verb, tools);
  } catch (error) {
    if (!(error instanceof Win32Error) || error.code !== ERROR_ACCESS_DENIED) throw error;
    await controlElevated(verb, tools);
  }
}

/** The helper waits for the state too, but its exit code is not believed: the SCM is read again. */
async function controlElevated(verb: ControlVerb, tools: OperationTools): Promise<void> {
  const before = processIdOf(await tools.readService());
  const failure = await elevate(verb, tools);
  const reading = await tools.readService();
  const isAsWanted = reading.kind === 'present' && reading.status.state === WANTED[verb];
  // A running service may never have been touched: only a new process proves a restart.
  const isUntouched = verb === '/restart' && before !== undefined && processIdOf(reading) === before;
  if (isAsWanted && !isUntouched) return;
  throw (
    withSurprise(verb, failure, reading, before) ?? new Win32Error(`${SERVICE_NAME} ${verb}`, ERROR_TIMEOUT)
  );
}

/** An exit code can't carry the surprise, so it is added when the SCM shows the same one. */
function withSurprise(
  verb: ControlVerb,
  failure: Win32Error | undefined,
  reading: ServiceReading,
  before: number | undefined,
): Win32Error | undefined {
  if (failure === undefined || reading.kind !== 'present') return failure;
  const isStart = verb === '/start' || verb === '/restart';
  const seen = notAsWanted(WANTED[verb], reading.status, isStart ? undefined : before);
  if (seen.code === failure.code) return new Win32Error(failure.api, failure.code, seen.circumstances);
  const isStuck = failure.code === ERROR_SERVICE_REQUEST_TIMEOUT && isPending(reading.status.state);
  return isStuck ? new Win32Error(failure.api, failure.code, { surprise: 'stuck' }) : failure;
}

function processIdOf(reading: ServiceReading): number | undefined {
  return reading.kind === 'present' ? reading.status.processId : undefined;
}
