import { win32 } from 'node:path';
import { SERVICE_KEY, SERVICE_NAME } from '../../common/sigma-service.ts';
import type { ServiceManager } from '../bridge.ts';
import { stopService, waitUntilGone } from '../service-control.ts';
import type { RegistrationContext } from './context.ts';
import { findInstalled } from './installed.ts';
import { foreignError } from './register.ts';
import { EVENT_SOURCE_KEY } from './wanted.ts';

/** How long handles of others may keep a deleted service alive before we say so. In milliseconds. */
const GONE_TIMEOUT_MS = 10_000;

/**
 * Stops the service if it runs, deletes it, waits until the SCM has forgotten it, and removes what registering
 * has made, except the log, which tells why it stopped.
 * @returns whether its files go only when the system starts the next time, because they are in use
 * @throws ERROR_SERVICE_DOES_NOT_EXIST, ERROR_SERVICE_MARKED_FOR_DELETE, StepError with ERROR_SERVICE_EXISTS where the
 *   service is not Sigma's, and what stopping it throws
 */
export async function unregisterService(context: RegistrationContext): Promise<'removed' | 'after-restart'> {
  const { managers, registry, files, clock, report } = context;
  using manager = await managers.localComputer(['connect']);
  const installed = await findInstalled(manager, context);
  if (installed.kind === 'foreign') throw foreignError(installed.imagePath);
  if (installed.kind === 'corrupt') {
    report(`the corrupt entry of the registry: remove HKLM\\${SERVICE_KEY}`);
    registry.deleteKey(SERVICE_KEY);
  } else {
    await stopAndDelete(manager, context);
  }
  await waitUntilGone(manager, SERVICE_NAME, GONE_TIMEOUT_MS, clock);
  report(`the event source: remove HKLM\\${EVENT_SOURCE_KEY}`);
  registry.deleteKey(EVENT_SOURCE_KEY);
  if (installed.kind !== 'sigma' || !isIn(files.programFolder, installed.executable)) return 'removed';
  const how = await files.removeFolder(files.programFolder);
  const when = how === 'removed' ? '' : ' when the system starts the next time, because it is in use';
  report(`the program folder: remove "${files.programFolder}"${when}`);
  return how;
}

async function stopAndDelete(manager: ServiceManager, { clock, report }: RegistrationContext): Promise<void> {
  // Closed before the wait for its end: a handle of our own would keep the service alive.
  using service = await manager.openService(SERVICE_NAME, ['query-status', 'stop', 'delete']);
  report('the service: stop and delete');
  await stopService(service, clock);
  await service.delete();
}

function isIn(folder: string, executable: string): boolean {
  return win32.dirname(executable).toLowerCase() === folder.toLowerCase();
}
