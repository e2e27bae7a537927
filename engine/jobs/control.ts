import type { ServiceProfile } from '../../common/service-profile.ts';
import {
  ERROR_DEPENDENT_SERVICES_RUNNING,
  ERROR_INVALID_SERVICE_CONTROL,
  ERROR_SERVICE_ALREADY_RUNNING,
  ERROR_SERVICE_CANNOT_ACCEPT_CTRL,
  ERROR_SERVICE_DOES_NOT_EXIST,
  ERROR_SERVICE_MARKED_FOR_DELETE,
  ERROR_SERVICE_NOT_ACTIVE,
  ERROR_SERVICE_REQUEST_TIMEOUT,
  ERROR_TIMEOUT,
} from '../../common/win32-codes.ts';
import {
  followProgress,
  isHung,
  isPending,
  type PendingProgress,
  type ServiceState,
  type ServiceStatus,
} from '../../common/service-status.ts';
import { Win32Error } from '../../common/win32-error.ts';
import type {
  Service,
  ServiceConfiguration,
  ServiceManager,
  WatchedProcess,
  ServiceAccess,
  ServiceManagers,
  ServiceSummary,
} from '../../native-bridge/bridge.ts';
import { delay, type Clock } from '../../native-bridge/clock.ts';
import { assertNever } from '../../common/assert-never.ts';
import { type ControlVerb } from '../../common/sigma-service.ts';
import { orUndefined } from '../watch/service-reading.ts';

/**
 * Each function here waits until the service is at rest. An aborted signal ends the wait with its reason; it does not
 * end a call that the SCM is holding at that moment, nor take back what was asked of the service.
 */

/** How often a service in a pending state is read, in milliseconds. */
const POLL_MS = 50;

/**
 * The longest wait for a service to change its state, no matter how often it sets a new check point. In milliseconds.
 */
const LONGEST_CHANGE_MS = 60_000;

/** How long a service that accepted a control may take to act on it: some answer first. In milliseconds. */
const LONGEST_PAUSE_MS = 3_000;

/** How long a process may take to end after its service has reported that it stopped. In milliseconds. */
const LONGEST_END_MS = 20_000;

/** How long a process that this user may not open is watched by its id alone. In milliseconds. */
const LONGEST_LOOK_MS = 2_000;

/**
 * Starts the service and waits until it runs. Succeeds at once if it is already running.
 * @throws ERROR_SERVICE_ALREADY_RUNNING if it is paused, the service's own exit code if it stops by itself,
 *   ERROR_SERVICE_REQUEST_TIMEOUT, and what starting it throws
 */
export async function startService(service: Service, clock: Clock, signal?: AbortSignal): Promise<void> {
  await waitUntilAtRest(service, clock, signal);
  try {
    await service.start();
  } catch (error) {
    if (!isCode(error, ERROR_SERVICE_ALREADY_RUNNING)) throw error;
    const { state } = await waitUntilAtRest(service, clock, signal);
    if (state === 'paused') throw error;
  }
  await waitForState(service, 'running', clock, signal);
}

/**
 * Stops the service and waits until its process has ended as well, so its files can be replaced. Succeeds if it is
 * already stopped. A stop that is refused while the service changes its state is sent once more.
 * @throws ERROR_SERVICE_REQUEST_TIMEOUT; ERROR_TIMEOUT if the service has stopped, but its process, as far as this user
 *   can see, does not end; and what controlling it throws
 */
export async function stopService(service: Service, clock: Clock, signal?: AbortSignal): Promise<void> {
  const { state, processId } = await waitUntilAtRest(service, clock, signal);
  using process = await service.watchProcess();
  if (state !== 'stopped') await controlOnceMore(service, 'stop', clock, signal);
  await waitForState(service, 'stopped', clock, signal, processId);
  if (process !== undefined) await waitForEnd(process, clock, signal);
}

/**
 * Stops the service unless it is stopped, then starts it. @throws what {@link stopService} and {@link startService}
 * throw
 */
async function restartService(service: Service, clock: Clock, signal?: AbortSignal): Promise<void> {
  await stopService(service, clock, signal);
  await startService(service, clock, signal);
}

/** @throws ERROR_SERVICE_NOT_ACTIVE if it is stopped, and what controlling it throws */
async function pauseService(service: Service, clock: Clock, signal?: AbortSignal): Promise<void> {
  const { state, processId } = await waitUntilAtRest(service, clock, signal);
  if (state !== 'paused') await controlOnceMore(service, 'pause', clock, signal);
  await waitForState(service, 'paused', clock, signal, processId);
}

/** @throws ERROR_SERVICE_NOT_ACTIVE if it is stopped, and what controlling it throws */
async function continueService(service: Service, clock: Clock, signal?: AbortSignal): Promise<void> {
  const { state, processId } = await waitUntilAtRest(service, clock, signal);
  if (state !== 'running') await controlOnceMore(service, 'continue', clock, signal);
  await waitForState(service, 'running', clock, signal, processId);
}

async function controlOnceMore(
  service: Service,
  control: 'stop' | 'pause' | 'continue',
  clock: Clock,
  signal: AbortSignal | undefined,
): Promise<void> {
  try {
    await service.control(control);
  } catch (error) {
    if (control === 'stop' && isCode(error, ERROR_SERVICE_NOT_ACTIVE)) return;
    if (!isCode(error, ERROR_SERVICE_CANNOT_ACCEPT_CTRL)) throw error;
    const { state } = await waitUntilAtRest(service, clock, signal);
    if (state !== 'stopped') await service.control(control);
  }
}

/**
 * Waits until the service is at rest, as long as its wait hints and check points allow.
 * @param longestMs the limit of the wait, in milliseconds
 * @returns the status at rest, which may not be the one hoped for
 * @throws ERROR_SERVICE_REQUEST_TIMEOUT if a wait hint passes without a new check point; ERROR_TIMEOUT if the check
 *   points never end
 */
export async function waitUntilAtRest(
  service: Service,
  clock: Clock,
  signal?: AbortSignal,
  longestMs = LONGEST_CHANGE_MS,
): Promise<ServiceStatus> {
  const deadline = clock.now() + longestMs;
  let progress: PendingProgress | undefined;
  for (;;) {
    const status = await service.queryStatus();
    if (!isPending(status.state)) return status;
    const now = clock.now();
    progress = followProgress(progress, status, now);
    if (isHung(progress, status, now)) {
      throw new Win32Error('QueryServiceStatusEx', ERROR_SERVICE_REQUEST_TIMEOUT, { surprise: 'stuck' });
    }
    if (now >= deadline) throw new Win32Error('QueryServiceStatusEx', ERROR_TIMEOUT);
    await delay(clock, POLL_MS, signal);
  }
}

/**
 * Waits until the service is at rest in the state `wanted`.
 * @param before the process it was running in when the change was requested, if any
 * @throws what {@link notAsWanted} returns; ERROR_SERVICE_REQUEST_TIMEOUT, ERROR_TIMEOUT
 */
export async function waitForState(
  service: Service,
  wanted: ServiceState,
  clock: Clock,
  signal?: AbortSignal,
  before?: number,
): Promise<void> {
  const deadline = clock.now() + LONGEST_PAUSE_MS;
  for (;;) {
    const status = await waitUntilAtRest(service, clock, signal);
    if (status.state === wanted) return;
    const isStill = status.state !== 'stopped' && (before === undefined || status.processId === before);
    if (!isStill || clock.now() >= deadline) throw notAsWanted(wanted, status, before);
    await delay(clock, POLL_MS, signal);
  }
}

/**
 * @param status of a service at rest in a state other than `wanted`
 * @returns the reason: the service's own exit code if it ended with one, ERROR_SERVICE_NOT_ACTIVE if it ended without
 *   one, ERROR_SERVICE_ALREADY_RUNNING if someone started it again, ERROR_INVALID_SERVICE_CONTROL if it did nothing
 */
export function notAsWanted(
  wanted: ServiceState,
  { state, win32ExitCode, serviceSpecificExitCode, processId }: ServiceStatus,
  before?: number,
): Win32Error {
  const api = 'QueryServiceStatusEx';
  // A running service may report a code too, but has not ended with it.
  if (state === 'stopped' && win32ExitCode !== 0)
    return new Win32Error(api, win32ExitCode, { serviceSpecificExitCode });
  if (state === 'stopped') {
    const surprise = before === undefined && wanted === 'running' ? 'ended-at-once' : 'changed-meanwhile';
    return new Win32Error(api, ERROR_SERVICE_NOT_ACTIVE, { surprise });
  }
  const isAnother = before !== undefined && processId !== before;
  return isAnother || wanted === 'running'
    ? new Win32Error(api, ERROR_SERVICE_ALREADY_RUNNING, { surprise: 'changed-meanwhile' })
    : new Win32Error(api, ERROR_INVALID_SERVICE_CONTROL, { surprise: 'runs-on' });
}

async function waitForEnd(
  process: WatchedProcess,
  clock: Clock,
  signal: AbortSignal | undefined,
): Promise<void> {
  const deadline = clock.now() + (process.isHeld ? LONGEST_END_MS : LONGEST_LOOK_MS);
  while (!process.hasEnded()) {
    if (clock.now() >= deadline) {
      // Then nobody can tell whether it has ended, and for the SCM the service has stopped.
      if (!process.isHeld) return;
      throw new Win32Error('WaitForSingleObject', ERROR_TIMEOUT);
    }
    await delay(clock, POLL_MS, signal);
  }
}

/**
 * Waits until the SCM has forgotten the service, which it does only when the last handle is closed.
 * @param timeoutMs how long to wait, in milliseconds
 * @throws ERROR_SERVICE_MARKED_FOR_DELETE if a handle is still open then
 */
export async function waitUntilGone(
  manager: ServiceManager,
  name: string,
  timeoutMs: number,
  clock: Clock,
): Promise<void> {
  const deadline = clock.now() + timeoutMs;
  while (await exists(manager, name)) {
    if (clock.now() > deadline) throw new Win32Error('DeleteService', ERROR_SERVICE_MARKED_FOR_DELETE);
    await delay(clock, POLL_MS);
  }
}

async function exists(manager: ServiceManager, name: string): Promise<boolean> {
  try {
    const service = await manager.openService(name, ['query-status']);
    service[Symbol.dispose]();
    return true;
  } catch (error) {
    if (isCode(error, ERROR_SERVICE_DOES_NOT_EXIST)) return false;
    throw error;
  }
}

function isCode(error: unknown, code: number): boolean {
  return error instanceof Win32Error && error.code === code;
}

export interface ControlContext {
  readonly service: Pick<ServiceProfile, 'name' | 'displayName'>;
  readonly managers: ServiceManagers;
  readonly clock: Clock;
  /** Ends the wait with its reason. */
  readonly signal?: AbortSignal;
  /**
   * Told of the running services that depend on this one, in the order in which they are about to be stopped. Without it, a
   * stop fails with ERROR_DEPENDENT_SERVICES_RUNNING while there are any.
   */
  readonly onDependents?: (dependents: readonly ServiceSummary[]) => void;
  /** Told of the stopped services that this one needs, which Windows is about to start first. */
  readonly onDependencies?: (dependencies: readonly ServiceSummary[]) => void;
}

/**
 * Starts, stops, restarts, pauses or continues a service, and waits until that is done.
 * @returns one line of text for the user
 * @throws Win32Error
 */
export async function controlService(verb: ControlVerb, context: ControlContext): Promise<string> {
  switch (verb) {
    case '/start':
      await tellDependencies(context);
      await withService(context, ['start'], startService);
      return `${context.service.displayName} is running`;
    case '/stop':
      await stopWithDependents(context, ['stop'], stopService);
      return `${context.service.displayName} is stopped`;
    case '/restart':
      // Both rights at once: a user who may only stop the service must not leave it stopped.
      await startAgain(context, await stopWithDependents(context, ['stop', 'start'], restartService));
      return `${context.service.displayName} was restarted and is running`;
    case '/pause':
      await withService(context, ['pause-continue'], pauseService);
      return `${context.service.displayName} is paused`;
    case '/continue':
      await withService(context, ['pause-continue'], continueService);
      return `${context.service.displayName} is running again`;
    default:
      return assertNever(verb);
  }
}

/**
 * Does what needs the service stopped; where running services depend on it, after stopping these, where that is wanted.
 * @returns the dependents that were stopped, in that order
 */
async function stopWithDependents(
  context: ControlContext,
  rights: readonly ServiceAccess[],
  work: (service: Service, clock: Clock, signal?: AbortSignal) => Promise<void>,
): Promise<readonly ServiceSummary[]> {
  try {
    await withService(context, rights, work);
    return [];
  } catch (error) {
    const { onDependents } = context;
    if (onDependents === undefined || !isCode(error, ERROR_DEPENDENT_SERVICES_RUNNING)) throw error;
    const dependents = await dependentsOf(context);
    onDependents(dependents);
    for (const dependent of dependents) {
      await withService({ ...context, service: dependent }, ['stop'], stopService);
    }
    await withService(context, rights, work);
    return dependents;
  }
}

/** The SCM lists them in the order in which they have to be stopped: winsvc/nf-winsvc-enumdependentservicesw */
export async function dependentsOf({
  service: { name },
  managers,
}: Pick<ControlContext, 'service' | 'managers'>): Promise<readonly ServiceSummary[]> {
  using manager = await managers.localComputer(['connect']);
  using service = await manager.openService(name, ['enumerate-dependents']);
  return await service.queryDependents();
}

async function tellDependencies({ service, managers, onDependencies }: ControlContext): Promise<void> {
  if (onDependencies === undefined) return;
  using manager = await managers.localComputer(['connect']);
  const summary = await orUndefined(() => summaryOf(service.name, manager));
  if (summary?.state !== 'stopped') return;
  const stopped = await stoppedDependencies(service.name, manager);
  if (stopped.length > 0) onDependencies(stopped);
}

/**
 * @returns the stopped services that this one needs, each after those that it needs itself. What this user may not read is
 *   left out, and so are groups of services, of which any member will do
 */
async function stoppedDependencies(
  name: string,
  manager: ServiceManager,
  known = new Set([name.toLowerCase()]),
): Promise<readonly ServiceSummary[]> {
  const found: ServiceSummary[] = [];
  const configuration = await orUndefined(() => configurationOf(name, manager));
  for (const needed of configuration?.dependencies ?? []) {
    if (known.has(needed.toLowerCase()) || needed.startsWith(GROUP_MARK)) continue;
    known.add(needed.toLowerCase());
    found.push(...(await stoppedDependencies(needed, manager, known)));
    const summary = await orUndefined(() => summaryOf(needed, manager));
    if (summary?.state === 'stopped') found.push(summary);
  }
  return found;
}

/** winsvc.h: SC_GROUP_IDENTIFIER, before the name of a group. */
const GROUP_MARK = '+';

export async function configurationOf(name: string, manager: ServiceManager): Promise<ServiceConfiguration> {
  using service = await manager.openService(name, ['query-config']);
  return await service.queryConfiguration();
}

async function summaryOf(name: string, manager: ServiceManager): Promise<ServiceSummary> {
  using service = await manager.openService(name, ['query-status', 'query-config']);
  const [{ displayName }, { state }] = [await service.queryConfiguration(), await service.queryStatus()];
  return { name, displayName, state };
}

async function startAgain(context: ControlContext, stopped: readonly ServiceSummary[]): Promise<void> {
  for (const service of stopped.toReversed()) {
    await withService({ ...context, service }, ['start'], startService);
  }
}

async function withService(
  { service: { name }, managers, clock, signal }: ControlContext,
  rights: readonly ServiceAccess[],
  work: (service: Service, clock: Clock, signal?: AbortSignal) => Promise<void>,
): Promise<void> {
  using manager = await managers.localComputer(['connect']);
  using service = await manager.openService(name, ['query-status', ...rights]);
  await work(service, clock, signal);
}
