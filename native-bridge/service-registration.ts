import { ERROR_BAD_CONFIGURATION, ERROR_SERVICE_EXISTS } from '../common/error-codes.ts';
import { SERVICE_DISPLAY_NAME, SERVICE_NAME } from '../common/sigma-service.ts';
import { Win32Error } from '../common/win32-error.ts';
import type { Service, ServiceDefinition, ServiceManagers } from './bridge.ts';
import type { Clock } from './clock.ts';
import { stopService, waitUntilGone } from './service-control.ts';

/** How long handles of others may keep a deleted service alive before we say so. In milliseconds. */
const GONE_TIMEOUT_MS = 10_000;

/**
 * Creates the service for this executable, and reads back what the SCM stored: a wrong image path is a
 * service that runs something else. Already registered for the same executable is success.
 * @returns whether it was registered already
 * @throws ERROR_SERVICE_EXISTS for another executable, ERROR_BAD_CONFIGURATION, and what creating it throws
 */
export async function registerService(managers: ServiceManagers, executable: string): Promise<boolean> {
  using manager = await managers.localComputer(['connect', 'create-service']);
  const definition: ServiceDefinition = {
    name: SERVICE_NAME,
    displayName: SERVICE_DISPLAY_NAME,
    executable,
    startType: 'demand',
    account: String.raw`NT AUTHORITY\LocalService`,
  };
  try {
    using service = await manager.createService(definition, ['query-config', 'delete']);
    await verifyOrUndo(service, executable);
    return false;
  } catch (error) {
    if (!(error instanceof Win32Error) || error.code !== ERROR_SERVICE_EXISTS) throw error;
    using existing = await manager.openService(SERVICE_NAME, ['query-config']);
    const { imagePath } = await existing.queryConfiguration();
    if (imagePath.toLowerCase() !== `"${executable}"`.toLowerCase()) throw error;
    return true;
  }
}

async function verifyOrUndo(service: Service, executable: string): Promise<void> {
  const { imagePath } = await service.queryConfiguration();
  if (imagePath === `"${executable}"`) return;
  await service.delete();
  throw new Win32Error('QueryServiceConfigW', ERROR_BAD_CONFIGURATION);
}

/**
 * Stops the service if it runs, deletes it, and waits until the SCM has forgotten it.
 * @throws ERROR_SERVICE_DOES_NOT_EXIST, ERROR_SERVICE_MARKED_FOR_DELETE, and what stopping it throws
 */
export async function unregisterService(managers: ServiceManagers, clock: Clock): Promise<void> {
  using manager = await managers.localComputer(['connect']);
  {
    // Closed before the wait: a handle of our own would keep the service alive.
    using service = await manager.openService(SERVICE_NAME, ['query-status', 'stop', 'delete']);
    await stopService(service, clock);
    await service.delete();
  }
  await waitUntilGone(manager, SERVICE_NAME, GONE_TIMEOUT_MS, clock);
}
