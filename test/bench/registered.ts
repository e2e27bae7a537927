import { systemClock } from '../../native-bridge/clock.ts';
import { stopService } from '../../engine/jobs/control.ts';
import { win32ServiceManagers } from '../../native-bridge/win32/service-manager.ts';

/** Registers a service for the length of `work`, and stops and deletes it afterwards. */
export async function withRegistered<T>(
  name: string,
  executable: string,
  work: () => Promise<T>,
): Promise<T> {
  using manager = await win32ServiceManagers.localComputer(['connect', 'create-service']);
  using service = await manager.createService(
    { name, displayName: name, executable, startType: 'demand', account: undefined },
    ['query-status', 'stop', 'delete'],
  );
  try {
    return await work();
  } finally {
    await stopService(service, systemClock);
    await service.delete();
  }
}
