import { followProgress, isHung, type PendingProgress } from '../common/pending-progress.ts';
import { isPending, type ServiceState, type ServiceStatus } from '../common/service-status.ts';
import { Win32Error } from '../common/win32-error.ts';
import type { Service, ServiceManager } from './bridge.ts';

const ERROR_SERVICE_REQUEST_TIMEOUT = 1053;
const ERROR_SERVICE_DOES_NOT_EXIST = 1060;
const ERROR_SERVICE_MARKED_FOR_DELETE = 1072;

/** How often a pending state is looked at, in milliseconds. */
const POLL_MS = 50;

/**
 * Waits until the service rests in a state, going by its wait hint and check point.
 * @returns the status at rest, which may be another than hoped for
 * @throws ERROR_SERVICE_REQUEST_TIMEOUT if a wait hint passes without a new check point
 */
export async function waitUntilAtRest(service: Service): Promise<ServiceStatus> {
  let progress: PendingProgress | undefined;
  for (;;) {
    const status = await service.queryStatus();
    if (!isPending(status.state)) return status;
    const now = performance.now();
    progress = followProgress(progress, status, now);
    if (isHung(progress, status, now))
      throw new Win32Error('QueryServiceStatusEx', ERROR_SERVICE_REQUEST_TIMEOUT);
    await pause();
  }
}

/**
 * Waits until the service rests in `wanted`.
 * @throws the service's own exit code where it stopped by itself; ERROR_SERVICE_REQUEST_TIMEOUT
 */
export async function waitForState(service: Service, wanted: ServiceState): Promise<void> {
  const status = await waitUntilAtRest(service);
  if (status.state === wanted) return;
  const exitCode = status.win32ExitCode === 0 ? ERROR_SERVICE_REQUEST_TIMEOUT : status.win32ExitCode;
  throw new Win32Error('QueryServiceStatusEx', exitCode);
}

/**
 * Waits until the SCM has forgotten the service: it does so only when the last handle is closed.
 * @param timeoutMs how long to wait, in milliseconds
 * @throws ERROR_SERVICE_MARKED_FOR_DELETE if somebody still holds a handle then
 */
export async function waitUntilGone(manager: ServiceManager, name: string, timeoutMs: number): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (await exists(manager, name)) {
    if (performance.now() > deadline) throw new Win32Error('DeleteService', ERROR_SERVICE_MARKED_FOR_DELETE);
    await pause();
  }
}

async function exists(manager: ServiceManager, name: string): Promise<boolean> {
  try {
    const service = await manager.openService(name, ['query-status']);
    service[Symbol.dispose]();
    return true;
  } catch (error) {
    if (error instanceof Win32Error && error.code === ERROR_SERVICE_DOES_NOT_EXIST) return false;
    throw error;
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, POLL_MS));
}
