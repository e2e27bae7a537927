import { SERVICE_NAME } from '../../common/product.ts';
import { ERROR_SERVICE_DOES_NOT_EXIST, ERROR_SERVICE_MARKED_FOR_DELETE } from '../../common/win32-codes.ts';
import { SERVICE_KEY } from '../../common/sigma-service.ts';
import { Win32Error } from '../../common/win32-error.ts';
import type { Service, ServiceManager } from '../../native-bridge/bridge.ts';
import { stopService, waitUntilGone } from '../jobs/control.ts';
import type { RegistrationContext } from './context.ts';
import { isEventSourceThere } from './file-steps.ts';
import { findInstalled } from './installed.ts';
import { copyFolders } from './location.ts';
import { foreignError, removeCopies } from './register.ts';
import { EVENT_SOURCE_KEY } from './wanted.ts';

/** How long other programs' handles may keep a deleted service alive before that is reported. In milliseconds. */
const GONE_TIMEOUT_MS = 10_000;

/**
 * Stops the service, deletes it, waits until the SCM has forgotten it, and removes what registering created, except the
 * log, which says why the service stopped. Also removes what a helper that was ended halfway has left, even if there is
 * no service.
 * @returns whether its files are removed only when Windows restarts, because they are in use
 * @throws ERROR_SERVICE_DOES_NOT_EXIST if there is nothing at all, ERROR_SERVICE_MARKED_FOR_DELETE, StepError with
 *   ERROR_SERVICE_EXISTS if the service is not Sigma's, and what stopping it throws
 */
export async function unregisterService(context: RegistrationContext): Promise<'removed' | 'after-restart'> {
  const { managers, registry, files, places, clock, report } = context;
  using manager = await managers.localComputer(['connect']);
  const installed = await findInstalled(manager, context);
  const hasEventSource = isEventSourceThere(registry);
  const hasCopies = await anyExists(
    files,
    copyFolders(places).map(({ folder }) => folder),
  );
  switch (installed.kind) {
    case 'foreign':
      throw foreignError(installed.imagePath);
    case 'absent':
      if (hasEventSource || hasCopies) break;
      throw new Win32Error('OpenServiceW', ERROR_SERVICE_DOES_NOT_EXIST);
    case 'corrupt':
      report(`the corrupt registry entry: remove HKLM\\${SERVICE_KEY}`);
      registry.deleteKey(SERVICE_KEY);
      break;
    case 'sigma':
      await stopAndDelete(manager, context);
  }
  await waitUntilGone(manager, SERVICE_NAME, GONE_TIMEOUT_MS, clock);
  if (hasEventSource) {
    report(`the event source: remove HKLM\\${EVENT_SOURCE_KEY}`);
    registry.deleteKey(EVENT_SOURCE_KEY);
  }
  return await removeCopies(context);
}

async function anyExists(files: RegistrationContext['files'], folders: readonly string[]): Promise<boolean> {
  for (const folder of folders) if (await files.exists(folder)) return true;
  return false;
}

async function stopAndDelete(manager: ServiceManager, { clock, report }: RegistrationContext): Promise<void> {
  // Closed before waiting for the deletion: a handle of our own would keep the service alive.
  using service = await manager.openService(SERVICE_NAME, ['query-status', 'stop', 'delete']);
  report('the service: stop and delete');
  await stopService(service, clock);
  await markForDelete(service);
}

/** If someone has already deleted it, the service waits for its handles to be closed, as it does after this call. */
async function markForDelete(service: Service): Promise<void> {
  try {
    await service.delete();
  } catch (error) {
    if (!(error instanceof Win32Error) || error.code !== ERROR_SERVICE_MARKED_FOR_DELETE) throw error;
  }
}
