import { ERROR_SERVICE_NOT_ACTIVE } from '../common/error-codes.ts';
import { SERVICE_DISPLAY_NAME, SERVICE_NAME } from '../common/sigma-service.ts';
import { Win32Error } from '../common/win32-error.ts';
import type { Registry, ServiceManagers } from '../native-bridge/bridge.ts';
import {
  PARAMETERS_KEY,
  POST_INTERVAL_NAME,
  readConfiguration,
  type Assignment,
} from '../native-bridge/service-configuration.ts';

/** @returns the configuration as `name=value`, with what is wrong with the stored one. @throws ERROR_ACCESS_DENIED */
export function describeConfiguration(registry: Registry): string {
  const problems: string[] = [];
  const { postIntervalMs } = readConfiguration(registry, (problem) => problems.push(`warning: ${problem}`));
  return [...problems, `${POST_INTERVAL_NAME}=${String(postIntervalMs)}`].join('\n');
}

/**
 * Stores a value, and has a running service apply it at once.
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
  try {
    await service.control('param-change');
    return `${name}=${String(value)} from now on`;
  } catch (error) {
    if (!isCode(error, ERROR_SERVICE_NOT_ACTIVE)) throw error;
    return `${name}=${String(value)} from the next start of ${SERVICE_DISPLAY_NAME} on`;
  }
}

function isCode(error: unknown, code: number): boolean {
  return error instanceof Win32Error && error.code === code;
}
