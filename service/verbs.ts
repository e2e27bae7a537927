import { SERVICE_DISPLAY_NAME, SERVICE_NAME } from '../common/sigma-service.ts';
import type { ServiceState, ServiceStatus } from '../common/service-status.ts';
import { Win32Error } from '../common/win32-error.ts';
import { describeWin32Code } from '../common/win32-codes.ts';
import type { Service, ServiceDefinition, ServiceManager, ServiceManagers } from '../native-bridge/bridge.ts';
import { waitForState, waitUntilAtRest, waitUntilGone } from '../native-bridge/wait-for-service.ts';

const ERROR_SERVICE_ALREADY_RUNNING = 1056;
const ERROR_SERVICE_CANNOT_ACCEPT_CTRL = 1061;
const ERROR_SERVICE_NOT_ACTIVE = 1062;
const ERROR_SERVICE_EXISTS = 1073;
const ERROR_BAD_CONFIGURATION = 1610;

/** How long handles of others may keep a deleted service alive before we say so. In milliseconds. */
const GONE_TIMEOUT_MS = 10_000;

/** Each verb returns one line of text for the person who asked, or throws a Win32Error. */

/**
 * Creates the service for this executable, and reads back what the SCM stored: a wrong image path is a
 * service that runs something else. Already registered for the same executable is success.
 */
export async function register(managers: ServiceManagers, executable: string): Promise<string> {
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
  } catch (error) {
    if (!isCode(error, ERROR_SERVICE_EXISTS)) throw error;
    using existing = await manager.openService(SERVICE_NAME, ['query-config']);
    const { imagePath } = await existing.queryConfiguration();
    if (!isSameImage(imagePath, executable)) throw error;
    return `${SERVICE_DISPLAY_NAME} was already registered as ${imagePath}`;
  }
  return `${SERVICE_DISPLAY_NAME} is registered as "${executable}"`;
}

async function verifyOrUndo(service: Service, executable: string): Promise<void> {
  const { imagePath } = await service.queryConfiguration();
  if (imagePath === `"${executable}"`) return;
  await service.delete();
  throw new Win32Error('QueryServiceConfigW', ERROR_BAD_CONFIGURATION);
}

function isSameImage(imagePath: string, executable: string): boolean {
  return imagePath.replace(/^"(.*)"$/, '$1').toLowerCase() === executable.toLowerCase();
}

/** Stops the service if it runs, deletes it, and waits until the SCM has forgotten it. */
export async function unregister(managers: ServiceManagers): Promise<string> {
  using manager = await managers.localComputer(['connect']);
  await stopAndDelete(manager);
  await waitUntilGone(manager, SERVICE_NAME, GONE_TIMEOUT_MS);
  return `${SERVICE_DISPLAY_NAME} is removed`;
}

async function stopAndDelete(manager: ServiceManager): Promise<void> {
  using service = await manager.openService(SERVICE_NAME, ['query-status', 'stop', 'delete']);
  await requestStop(service);
  await waitForState(service, 'stopped');
  await service.delete();
}

export async function start(managers: ServiceManagers): Promise<string> {
  using manager = await managers.localComputer(['connect']);
  using service = await manager.openService(SERVICE_NAME, ['query-status', 'start']);
  await waitUntilAtRest(service);
  try {
    await service.start();
  } catch (error) {
    if (!isCode(error, ERROR_SERVICE_ALREADY_RUNNING)) throw error;
  }
  await waitForState(service, 'running');
  return `${SERVICE_DISPLAY_NAME} is running`;
}

export async function stop(managers: ServiceManagers): Promise<string> {
  using manager = await managers.localComputer(['connect']);
  using service = await manager.openService(SERVICE_NAME, ['query-status', 'stop']);
  await requestStop(service);
  await waitForState(service, 'stopped');
  return `${SERVICE_DISPLAY_NAME} has stopped`;
}

export async function pause(managers: ServiceManagers): Promise<string> {
  await controlAndWait(managers, 'pause', 'paused');
  return `${SERVICE_DISPLAY_NAME} is paused`;
}

export async function resume(managers: ServiceManagers): Promise<string> {
  await controlAndWait(managers, 'continue', 'running');
  return `${SERVICE_DISPLAY_NAME} is running again`;
}

async function controlAndWait(
  managers: ServiceManagers,
  control: 'pause' | 'continue',
  wanted: ServiceState,
): Promise<void> {
  using manager = await managers.localComputer(['connect']);
  using service = await manager.openService(SERVICE_NAME, ['query-status', 'pause-continue']);
  const { state } = await waitUntilAtRest(service);
  if (state !== wanted) await service.control(control);
  await waitForState(service, wanted);
}

/** A stop that is not active is the wish come true; one refused in a pending state is asked for once more. */
async function requestStop(service: Service): Promise<void> {
  const status = await waitUntilAtRest(service);
  if (status.state === 'stopped') return;
  try {
    await service.control('stop');
  } catch (error) {
    if (isCode(error, ERROR_SERVICE_NOT_ACTIVE)) return;
    if (!isCode(error, ERROR_SERVICE_CANNOT_ACCEPT_CTRL)) throw error;
    const resting = await waitUntilAtRest(service);
    if (resting.state !== 'stopped') await service.control('stop');
  }
}

export async function status(managers: ServiceManagers): Promise<string> {
  using manager = await managers.localComputer(['connect']);
  using service = await manager.openService(SERVICE_NAME, ['query-status', 'query-config']);
  const { imagePath } = await service.queryConfiguration();
  return `${SERVICE_DISPLAY_NAME} is ${describeStatus(await service.queryStatus())}; image path ${imagePath}`;
}

function describeStatus({ state, processId, win32ExitCode }: ServiceStatus): string {
  if (processId !== undefined) return `${state}, process ${String(processId)}`;
  if (win32ExitCode === 0) return state;
  const { name, explanation } = describeWin32Code(win32ExitCode);
  return `${state}, last exit code ${String(win32ExitCode)} (${name}: ${explanation})`;
}

function isCode(error: unknown, code: number): boolean {
  return error instanceof Win32Error && error.code === code;
}
