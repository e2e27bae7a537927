import {
  ERROR_ACCESS_DENIED,
  ERROR_CANCELLED,
  ERROR_DEPENDENT_SERVICES_RUNNING,
  ERROR_SERVICE_REQUEST_TIMEOUT,
  ERROR_TIMEOUT,
} from '../../common/win32-codes.ts';
import { isPending, type ServiceState } from '../../common/service-status.ts';
import type { ConfirmedTask } from '../../common/operations.ts';
import type { StartupType } from '../../common/service-configuration.ts';
import type { ControlVerb, HelperRequest } from '../../common/sigma-service.ts';
import type { ServiceProfile } from '../../common/service-profile.ts';
import { SERVICE_NAME } from '../../common/product.ts';
import { Win32Error } from '../../common/win32-error.ts';
import type {
  Elevation,
  Helper,
  Registry,
  ServiceManagers,
  ServiceSummary,
} from '../../native-bridge/bridge.ts';
import type { Clock } from '../../native-bridge/clock.ts';
import type { Log } from '../log.ts';
import { orUndefined, type ServiceReading } from '../watch/service-reading.ts';
import { controlService, dependentsOf, notAsWanted } from './control.ts';

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
  /**
   * Asks the user before the helper does something to a service that is not Sigma's: Windows' prompt names SigmaSrv.exe, and
   * not the service.
   * @returns whether to go ahead
   */
  readonly confirm: (confirmation: Confirmation) => Promise<boolean>;
  /** @returns the handle of the window that owns the prompt */
  readonly promptOwner: () => number;
  /** Reads the SCM now, and shows the window the reading as well. */
  readonly readService: () => Promise<ServiceReading>;
  /** Called when the user has let the helper run at the administrator prompt. */
  readonly onElevated: () => void;
  /** Aborted when nobody waits for the operation any longer. */
  readonly signal: AbortSignal;
}

/** What the user is asked to confirm. */
export interface Confirmation {
  readonly task: ConfirmedTask;
  readonly service: ServiceProfile;
  /** For `set-startup-type`. */
  readonly startupType?: StartupType;
  /** The running services that depend on it, which are stopped first, in their order. */
  readonly dependents: readonly ServiceSummary[];
  /** Whether Windows' prompt follows. */
  readonly isElevated: boolean;
}

/** How long the helper may work after the prompt was answered, in milliseconds: stopping a service takes time. */
const HELPER_TIMEOUT_MS = 90_000;

/** The same for a process that is stuck, which the helper watches for up to two minutes first. */
const END_PROCESS_TIMEOUT_MS = 180_000;

/** What the user confirms before the helper is asked for it, by its verb. Starting and resuming harm no service. */
const CONFIRMED: Partial<Record<HelperRequest['verb'], ConfirmedTask>> = {
  '/stop': 'stop',
  '/restart': 'restart',
  '/pause': 'pause',
  '/end-process': 'end-process',
  '/startup-type': 'set-startup-type',
};

/**
 * Runs the helper elevated, which shows one prompt, and logs it. Before it stops, ends or reconfigures a service that is not
 * Sigma's, the user confirms that, because Windows' prompt does not name the service.
 * @returns why the helper failed, as far as it tells; undefined if it reports success. Either way, only the SCM knows
 *   what is true now
 * @throws ERROR_CANCELLED if the user refused
 */
export async function elevate(
  request: HelperRequest,
  tools: OperationTools,
): Promise<Win32Error | undefined> {
  const { elevation, log, helper } = tools;
  const { verb } = request;
  const subject = 'service' in request ? { verb, service: request.service } : { verb };
  await requireConfirmation(request, tools);
  log.write('elevation-asked', { ...subject, executable: helper.executable });
  const timeoutMs = verb === '/end-process' ? END_PROCESS_TIMEOUT_MS : HELPER_TIMEOUT_MS;
  try {
    const exitCode = await elevation.runElevated(helper, request, timeoutMs, tools.promptOwner());
    log.write('elevation-ended', { ...subject, exitCode });
    tools.onElevated();
    return exitCode === 0 ? undefined : new Win32Error(`${SERVICE_NAME} ${verb}`, exitCode);
  } catch (error) {
    log.write('elevation-failed', { ...subject, reason: String(error) });
    if (error instanceof Win32Error && error.code !== ERROR_CANCELLED) return error;
    throw error;
  }
}

/** @throws ERROR_CANCELLED */
async function requireConfirmation(request: HelperRequest, tools: OperationTools): Promise<void> {
  const task = CONFIRMED[request.verb];
  if (!('service' in request) || task === undefined || tools.service.isOwn) return;
  const startupType = request.verb === '/startup-type' ? { startupType: request.startupType } : {};
  await confirmed(
    { task, ...startupType, dependents: await dependentsToStop(task, tools), isElevated: true },
    tools,
  );
}

/** What this user may not read is left out: the helper stops and logs all of them. */
async function dependentsToStop(
  task: ConfirmedTask,
  tools: OperationTools,
): Promise<readonly ServiceSummary[]> {
  if (task !== 'stop' && task !== 'restart') return [];
  return (await orUndefined(() => dependentsOf(tools))) ?? [];
}

/** @throws ERROR_CANCELLED if the user refuses */
async function confirmed(
  confirmation: Omit<Confirmation, 'service'>,
  { service, confirm, log }: OperationTools,
): Promise<void> {
  if (await confirm({ ...confirmation, service })) return;
  log.write('not-confirmed', { task: confirmation.task, service: service.name });
  throw new Win32Error('MessageBox', ERROR_CANCELLED);
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
 * lacks the right. Before other services are stopped with it, the user confirms that.
 * @throws Win32Error
 */
export async function controlOrElevate(verb: ControlVerb, tools: OperationTools): Promise<void> {
  try {
    await controlService(verb, tools);
  } catch (error) {
    if (!(error instanceof Win32Error)) throw error;
    if (error.code === ERROR_ACCESS_DENIED) await controlElevated(verb, tools);
    else if (error.code === ERROR_DEPENDENT_SERVICES_RUNNING) await controlWithDependents(verb, tools);
    else throw error;
  }
}

/** Stops the services that depend on it as well, once the user has seen which these are. */
async function controlWithDependents(verb: ControlVerb, tools: OperationTools): Promise<void> {
  const task = verb === '/restart' ? 'restart' : 'stop';
  await confirmed({ task, dependents: await dependentsOf(tools), isElevated: false }, tools);
  await controlService(verb, { ...tools, onDependents: () => undefined });
}

/** The helper waits for the state too, but its exit code is not believed: the SCM is read again. */
async function controlElevated(verb: ControlVerb, tools: OperationTools): Promise<void> {
  const before = processIdOf(await tools.readService());
  const { service } = tools;
  const failure = await elevate(service.isOwn ? { verb } : { verb, service: service.name }, tools);
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
