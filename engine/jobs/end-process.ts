import {
  ERROR_ACCESS_DENIED,
  ERROR_INVALID_PARAMETER,
  ERROR_INVALID_STATE,
  ERROR_NOT_SUPPORTED,
  ERROR_PROCESS_ABORTED,
  ERROR_SERVICE_NOT_ACTIVE,
  ERROR_SERVICE_REQUEST_TIMEOUT,
  ERROR_TIMEOUT,
} from '../../common/win32-codes.ts';
import { SERVICE_NAME } from '../../common/product.ts';
import type { ServiceProfile } from '../../common/service-profile.ts';
import type { ServiceStatus, ServiceSurprise } from '../../common/service-status.ts';
import { Win32Error } from '../../common/win32-error.ts';
import type { EndableProcess, Service, SystemBridge } from '../../native-bridge/bridge.ts';
import { delay, type Clock } from '../../native-bridge/clock.ts';
import { waitUntilAtRest } from './control.ts';

interface EndProcessContext {
  readonly service: ServiceProfile;
  readonly bridge: Pick<SystemBridge, 'serviceManager' | 'inspection' | 'listProcesses' | 'openProcess'>;
  readonly clock: Clock;
}

/** Longer than the longest wait hint that is believed, in milliseconds. */
const LONGEST_WATCH_MS = 150_000;
/** How long the SCM may take to notice that the process has ended, in milliseconds. */
const LONGEST_END_MS = 20_000;
const POLL_MS = 50;

/**
 * Ends the process of a service that is stuck while stopping: the time it asked for passes without a new check point.
 * Refuses where that would harm anything else.
 * @returns one line of text for the user
 * @throws ERROR_INVALID_STATE if the service is not stuck, ERROR_SERVICE_NOT_ACTIVE if it has stopped in the meantime,
 *   ERROR_NOT_SUPPORTED for Sigma's own service, a process that other services share, and one that Windows needs;
 *   ERROR_ACCESS_DENIED without administrator rights, and for a process that Windows protects
 */
export async function endProcess({ service: profile, bridge, clock }: EndProcessContext): Promise<string> {
  const { name, displayName, isOwn } = profile;
  if (isOwn) throw refusal('own');
  using manager = await bridge.serviceManager.localComputer(['connect', 'enumerate']);
  using service = await manager.openService(name, ['query-status']);
  const processId = await requireStuck(service, clock);
  const listed = (await bridge.listProcesses()).find((one) => one.processId === processId);
  using process = openStuck(processId, bridge);
  // From here on the id stands for this process: it must be the one that the list and the SCM mean, and nobody else's.
  const entries = await manager.enumerateServices();
  const isShared = entries.some(
    (one) => one.status.processId === processId && one.name.toLowerCase() !== name.toLowerCase(),
  );
  if (isShared) throw refusal('shared');
  const { state, processId: current } = await service.queryStatus();
  if (listed?.startedAt !== process.startedAt || current !== processId || state !== 'stop-pending')
    throw changedMeanwhile();
  unlessProtected(bridge, () => {
    if (process.isCritical) throw refusal('critical');
    process.end(ERROR_PROCESS_ABORTED);
  });
  const { state: after } = await waitForEnd(service, processId, clock);
  const end = `The process ${String(processId)} of ${displayName} was ended`;
  return after === 'stopped'
    ? `${end}; the service is stopped`
    : `${end}; Windows has started the service again`;
}

/** @returns the process of the service, once it is certain that it does not stop by itself */
async function requireStuck(service: Service, clock: Clock): Promise<number> {
  const { state } = await service.queryStatus();
  if (state === 'stopped') throw new Win32Error('QueryServiceStatusEx', ERROR_SERVICE_NOT_ACTIVE);
  if (state !== 'stop-pending') throw refusal('not-stuck');
  try {
    const { state: atRest } = await waitUntilAtRest(service, clock, undefined, LONGEST_WATCH_MS);
    throw atRest === 'stopped'
      ? new Win32Error('QueryServiceStatusEx', ERROR_SERVICE_NOT_ACTIVE)
      : refusal('not-stuck');
  } catch (error) {
    if (!(error instanceof Win32Error) || !STILL_STOPPING.includes(error.code)) throw error;
    const { state: still, processId } = await service.queryStatus();
    const isStuck = error.code === ERROR_SERVICE_REQUEST_TIMEOUT && still === 'stop-pending';
    if (isStuck && processId !== undefined) return processId;
    throw refusal('not-stuck');
  }
}

/** What {@link waitUntilAtRest} throws while the service still stops: without a new check point, and with new ones. */
const STILL_STOPPING: readonly number[] = [ERROR_SERVICE_REQUEST_TIMEOUT, ERROR_TIMEOUT];

/** It may have gone by itself in the meantime. */
function openStuck(
  processId: number,
  bridge: Pick<SystemBridge, 'inspection' | 'openProcess'>,
): EndableProcess {
  try {
    return unlessProtected(bridge, () => bridge.openProcess(processId));
  } catch (error) {
    const isGone = error instanceof Win32Error && error.code === ERROR_INVALID_PARAMETER;
    throw isGone ? changedMeanwhile() : error;
  }
}

/** @throws what `work` throws; a refusal that holds even for administrators says so */
function unlessProtected<T>({ inspection }: Pick<SystemBridge, 'inspection'>, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const isRefused = error instanceof Win32Error && error.code === ERROR_ACCESS_DENIED;
    throw isRefused && inspection.elevation() === 'elevated' ? refusal('protected') : error;
  }
}

/** @throws ERROR_TIMEOUT */
async function waitForEnd(service: Service, processId: number, clock: Clock): Promise<ServiceStatus> {
  const deadline = clock.now() + LONGEST_END_MS;
  for (;;) {
    const status = await service.queryStatus();
    if (status.processId !== processId) return status;
    if (clock.now() >= deadline) throw new Win32Error('TerminateProcess', ERROR_TIMEOUT);
    await delay(clock, POLL_MS);
  }
}

/** Windows has no better codes for these. */
const REFUSALS = {
  own: ERROR_NOT_SUPPORTED,
  shared: ERROR_NOT_SUPPORTED,
  critical: ERROR_NOT_SUPPORTED,
  protected: ERROR_ACCESS_DENIED,
  'not-stuck': ERROR_INVALID_STATE,
} as const satisfies Partial<Record<ServiceSurprise, number>>;

function changedMeanwhile(): Win32Error {
  return new Win32Error('OpenProcess', ERROR_INVALID_STATE, { surprise: 'changed-meanwhile' });
}

/** @returns a failure with the reason that the helper's exit code leaves out, as far as that tells it */
export function asRefusal(failure: Win32Error): Win32Error {
  if (!failure.api.startsWith(SERVICE_NAME)) return failure;
  if (failure.code === ERROR_ACCESS_DENIED) return refusal('protected');
  return failure.code === ERROR_INVALID_STATE ? refusal('not-stuck') : failure;
}

export function refusal(surprise: keyof typeof REFUSALS): Win32Error {
  return new Win32Error('TerminateProcess', REFUSALS[surprise], { surprise });
}
