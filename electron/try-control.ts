import { SERVICE_NAME } from '../common/sigma-service.ts';
import type { ServiceManager } from '../native-bridge/bridge.ts';

/**
 * Whether this user may start, stop and pause the service without a prompt is better seen by trying than by reading.
 * @throws ERROR_ACCESS_DENIED where he may not, ERROR_SERVICE_DOES_NOT_EXIST
 */
export async function tryControl(manager: ServiceManager): Promise<void> {
  const service = await manager.openService(SERVICE_NAME, ['start', 'stop', 'pause-continue']);
  service[Symbol.dispose]();
}
