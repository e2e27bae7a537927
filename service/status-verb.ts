import { SERVICE_DISPLAY_NAME, SERVICE_NAME } from '../common/sigma-service.ts';
import type { ServiceStatus } from '../common/service-status.ts';
import { describeWin32Code } from '../common/win32-codes.ts';
import type { ServiceManagers } from '../native-bridge/bridge.ts';

/**
 * @returns one line on what the SCM knows of the service
 * @throws ERROR_SERVICE_DOES_NOT_EXIST
 */
export async function describeService(managers: ServiceManagers): Promise<string> {
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
