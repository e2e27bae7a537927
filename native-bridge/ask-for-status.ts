import { SERVICE_NAME } from '../common/sigma-service.ts';
import { Win32Error } from '../common/win32-error.ts';
import type { ServiceManagers } from './bridge.ts';

/**
 * Has the service post its status at once, instead of when its interval is over: that may be a minute. Every user
 * may ask so unless the service's access list was changed.
 */
export async function askForStatus(managers: ServiceManagers): Promise<void> {
  try {
    using manager = await managers.localComputer(['connect']);
    using service = await manager.openService(SERVICE_NAME, ['user-defined-control']);
    await service.control('post-status');
  } catch (error) {
    // It does not run, may not be asked or is not Sigma's: what it posts by itself has to do.
    if (!(error instanceof Win32Error)) throw error;
  }
}
