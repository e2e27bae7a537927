import { ERROR_SERVICE_NOT_ACTIVE } from '../common/error-codes.ts';
import { SERVICE_DISPLAY_NAME, SERVICE_NAME } from '../common/sigma-service.ts';
import { Win32Error } from '../common/win32-error.ts';
import type { Registry, ServiceManagers } from './bridge.ts';
import { PARAMETERS_KEY, type Assignment } from './service-configuration.ts';

/**
 * Stores a value, and has a running service apply it at once. A service that takes no control just now
 * (ERROR_SERVICE_CANNOT_ACCEPT_CTRL), or not this one, applies it at its next start, as one does that does not run.
 * @returns one line of text for the person who asked
 * @throws ERROR_ACCESS_DENIED without administrator rights, ERROR_SERVICE_DOES_NOT_EXIST
 */
export async function changeConfiguration(
  { name, value }: Assignment,
  registry: Registry,
  managers: ServiceManagers,
): Promise<string> {
  using manager = await managers.localComputer(['connect']);
  using service = await manager.openService(SERVICE_NAME, ['pause-continue']);
  registry.write(PARAMETERS_KEY, name, value);
  const stored = `${name}=${String(value)}`;
  try {
    await service.control('param-change');
    return `${stored} from now on`;
  } catch (error) {
    if (!(error instanceof Win32Error)) throw error;
    const later = `${stored} from the next start of ${SERVICE_DISPLAY_NAME} on`;
    return error.code === ERROR_SERVICE_NOT_ACTIVE ? later : `${later}, not at once: ${error.message}`;
  }
}
