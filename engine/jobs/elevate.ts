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
import type { Inspection } from '../../native-bridge/inspection.ts';
import type { Log } from '../log.ts';
import { orUndefined, type ServiceReading } from '../watch/service-reading.ts';
import { configurationOf, controlService, dependentsOf, notAsWanted } from './control.ts';

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
   * @param signal aborted when nobody waits for the answer any longer, which withdraws the question
   * @returns whether to go ahead
   */
  readonly confirm: (confirmation: Confirmation, signal: AbortSignal) => Promise<boolean>;
  readonly inspection: Pick<Inspection, 'elevation'>;
  /** @returns the handle of the window that owns the prompt */
  readonly promptOwner: () => number;
  /** Reads the SCM now, and shows the window the reading as well. */
  readonly readService: () => Promise<ServiceReading>;
  /** Called when the user has let the helper run at the administrator prompt. */
  readonly onElevated: () => void;
  /** Aborted when nobody waits for the operation any longer. */
  readonly signal: AbortSignal;
}

/** What is to be done once the user has confirmed it. */
type ConfirmedChange =
  | { readonly task: Exclude<ConfirmedTask, 'set-startup-type'> }
  | { readonly task: 'set-startup-type'; readonly startupType: StartupType };

/** What the user is asked to confirm. */
export interface Confirmation {
  readonly change: ConfirmedChange;
  readonly service: ServiceProfile;
  /** The running services that depend on it, which are stopped first, in their order; undefined if nobody can tell. */
  readonly dependents: readonly ServiceSummary[] | undefined;
  /** Whether Windows' prompt follows. */
  readonly isElevated: boolean;
}

/** How long the helper may work after the prompt was answered, in milliseconds: stopping a service takes time. */
const HELPER_TIMEOUT_MS = 90_000;

/** The same for a process that is stuck, which the helper watches for up to two minutes first. */
const END_PROCESS_TIMEOUT_MS = 180_000;

/** How long the user may take to confirm, in milliseconds: as long as Windows waits at its own prompt. */
const CONFIRM_TIMEOUT_MS = 120_000;

/** What the user confirms first, by its verb. Starting and resuming harm no service. */
const CONFIRMED: Partial<Record<HelperRequest['verb'], Exclude<ConfirmedTask, 'set-startup-type'>>> = {
  '/stop': 'stop',
  '/restart': 'restart',
  '/pause': 'pause',
  '/end-process': 'end-process',
};

function changeOf(request: HelperRequest): ConfirmedChange | undefined {
  if (request.verb === '/startup-type') return { task: 'set-startup-type', startupType: request.startupType };
  const task = CONFIRMED[request.verb];
  return task && { task };
}

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
  tools.signal.throwIfAborted();
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
  const change = changeOf(request);
  if (change === undefined) return;
  const dependents = await dependentsToStop(change, tools);
  // Sigma's own service is what the user expects Windows to ask about, as long as no other one is touched.
  if (tools.service.isOwn && dependents?.length === 0) return;
  await confirmed({ change, dependents, isElevated: true }, tools);
}

/**
 * Asks before a service that is not Sigma's is changed without a prompt of Windows', because Sigma itself runs as an
 * administrator: then nothing else would stand between the page and the service.
 * @returns the services that the user has agreed to stop first, as far as they are known
 * @throws ERROR_CANCELLED
 */
export async function confirmIfElevated(
  change: ConfirmedChange,
  tools: OperationTools,
): Promise<readonly ServiceSummary[] | undefined> {
  const { service, inspection } = tools;
  if (service.isOwn || inspection.elevation() !== 'elevated') return undefined;
  const dependents = await dependentsToStop(change, tools);
  await confirmed({ change, dependents, isElevated: false }, tools);
  return dependents;
}

/** @returns undefined if this user may not know them; the helper stops all of them */
async function dependentsToStop(
  { task }: ConfirmedChange,
  tools: OperationTools,
): Promise<readonly ServiceSummary[] | undefined> {
  return task === 'stop' || task === 'restart' ? await orUndefined(() => dependentsOf(tools)) : [];
}

/** @throws ERROR_CANCELLED if the user refuses or does not answer; the signal's reason if nobody waits any longer */
async function confirmed(
  confirmation: Omit<Confirmation, 'service'>,
  { service, confirm, log, clock, signal }: OperationTools,
): Promise<void> {
  const patience = new AbortController();
  const cancelTimer = clock.setTimeout(() => {
    patience.abort();
  }, CONFIRM_TIMEOUT_MS);
  try {
    const isConfirmed = await confirm(
      { ...confirmation, service },
      AbortSignal.any([signal, patience.signal]),
    );
    signal.throwIfAborted();
    if (isConfirmed && !patience.signal.aborted) return;
  } finally {
    cancelTimer();
  }
  log.write('not-confirmed', { task: confirmation.change.task, service: service.name });
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
  const task = CONFIRMED[verb];
  const agreed = task && (await confirmIfElevated({ task }, tools));
  try {
    await controlService(verb, agreed === undefined ? tools : { ...tools, onDependents: onlyThese(agreed) });
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
  const dependents = await dependentsOf(tools);
  await confirmed({ change: { task }, dependents, isElevated: false }, tools);
  try {
    await controlService(verb, { ...tools, onDependents: onlyThese(dependents) });
  } catch (error) {
    // The user may stop this service, but not all of those.
    if (!(error instanceof Win32Error) || error.code !== ERROR_ACCESS_DENIED) throw error;
    await controlElevated(verb, tools);
  }
}

/** @returns what refuses to stop any other service than those (ERROR_DEPENDENT_SERVICES_RUNNING) */
function onlyThese(agreed: readonly ServiceSummary[]): (dependents: readonly ServiceSummary[]) => void {
  const names = new Set(agreed.map(({ name }) => name));
  return (dependents) => {
    if (dependents.every(({ name }) => names.has(name))) return;
    throw new Win32Error('EnumDependentServicesW', ERROR_DEPENDENT_SERVICES_RUNNING);
  };
}

/** The helper waits for the state too, but its exit code is not believed: the SCM is read again. */
async function controlElevated(verb: ControlVerb, tools: OperationTools): Promise<void> {
  const before = processIdOf(await tools.readService());
  const { service } = tools;
  const failure = await elevate(service.isOwn ? { verb } : { verb, service: service.name }, tools);
  const reading = await tools.readService();
  const isAsWanted = reading.kind === 'present' && reading.status.state === WANTED[verb];
  // A running service may never have been touched: only a new process proves a restart, unless others share it.
  const isSameProcess = verb === '/restart' && before !== undefined && processIdOf(reading) === before;
  const isUntouched = isSameProcess && (failure !== undefined || !(await sharesProcess(tools)));
  if (isAsWanted && !isUntouched) return;
  // Where this user may not read the service, only the helper tells.
  if (isHidden(reading, service) && failure === undefined) return;
  throw (
    withSurprise(verb, failure, reading, before) ?? new Win32Error(`${SERVICE_NAME} ${verb}`, ERROR_TIMEOUT)
  );
}

/** @returns whether other services may run in the same process, as far as this user may know */
async function sharesProcess({ service: { name, isOwn }, managers }: OperationTools): Promise<boolean> {
  if (isOwn) return false;
  using manager = await managers.localComputer(['connect']);
  const configuration = await orUndefined(() => configurationOf(name, manager));
  return configuration?.ownProcess === false;
}

/** @returns whether this user may not read the status of the service, which is not Sigma's */
export function isHidden(reading: ServiceReading, { isOwn }: ServiceProfile): boolean {
  return !isOwn && reading.kind === 'unavailable' && reading.error.code === ERROR_ACCESS_DENIED;
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
