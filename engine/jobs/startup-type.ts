import { ERROR_BAD_CONFIGURATION } from '../../common/win32-codes.ts';
import type { ServiceProfile } from '../../common/service-profile.ts';
import type { StartType, StartupType } from '../../common/service-configuration.ts';
import { Win32Error } from '../../common/win32-error.ts';
import type { Service, ServiceManagers } from '../../native-bridge/bridge.ts';
import { orUndefined } from '../watch/service-reading.ts';

/**
 * Changes when Windows starts a service, or changes nothing. A running service keeps running.
 * @throws ERROR_ACCESS_DENIED without administrator rights, ERROR_SERVICE_MARKED_FOR_DELETE; ERROR_BAD_CONFIGURATION if
 *   Windows accepts it but does not store it
 */
export async function changeStartupType(
  wanted: StartupType,
  { name }: Pick<ServiceProfile, 'name'>,
  managers: ServiceManagers,
): Promise<void> {
  using manager = await managers.localComputer(['connect']);
  using service = await manager.openService(name, ['query-config', 'change-config']);
  const startType: StartType = wanted === 'delayed-auto' ? 'auto' : wanted;
  const before = await service.queryConfiguration();
  // Only an automatic service can be delayed, and one that is not automatic any more must not keep that for later:
  // https://learn.microsoft.com/windows/win32/api/winsvc/ns-winsvc-service_delayed_auto_start_info
  const wasDelayed = before.startType === 'auto' && (await service.querySetting('delayedAutoStart'));
  try {
    if (wasDelayed && startType !== 'auto') await setDelayed(service, false);
    await service.changeConfiguration({ startType });
    if (startType === 'auto') await setDelayed(service, wanted === 'delayed-auto');
  } catch (error) {
    await orUndefined(async () => {
      await service.changeConfiguration({ startType: before.startType });
      if (before.startType === 'auto') await setDelayed(service, wasDelayed);
    });
    throw error;
  }
  const isStored = (await startupTypeOf(service)) === wanted;
  if (!isStored) throw new Win32Error('ChangeServiceConfigW', ERROR_BAD_CONFIGURATION);
}

async function setDelayed(service: Service, isDelayed: boolean): Promise<void> {
  if ((await service.querySetting('delayedAutoStart')) === isDelayed) return;
  await service.changeSetting('delayedAutoStart', isDelayed);
}

/** @returns when Windows starts the service. @throws ERROR_ACCESS_DENIED */
export async function readStartupType(
  { name }: Pick<ServiceProfile, 'name'>,
  managers: ServiceManagers,
): Promise<StartType | 'delayed-auto'> {
  using manager = await managers.localComputer(['connect']);
  using service = await manager.openService(name, ['query-config']);
  return await startupTypeOf(service);
}

async function startupTypeOf(service: Service): Promise<StartType | 'delayed-auto'> {
  const { startType } = await service.queryConfiguration();
  const isDelayed = startType === 'auto' && (await service.querySetting('delayedAutoStart'));
  return isDelayed ? 'delayed-auto' : startType;
}
