import { START_TYPES } from '../../common/service-configuration.ts';
import type { ServiceRegistration } from '../../common/service-registration.ts';
import type { NamedRegistration } from '../bridge.ts';
import { HKEY_LOCAL_MACHINE, openKey, readNumber, subkeyNames, type RegistryKey } from './registry.ts';

const SERVICES_KEY = String.raw`SYSTEM\CurrentControlSet\Services`;

/** winnt.h: the bits of a service's type. https://learn.microsoft.com/windows/win32/api/winsvc/ns-winsvc-service_status_process */
const SERVICE_WIN32_OWN_PROCESS = 0x10;
const SERVICE_WIN32_SHARE_PROCESS = 0x20;
const SERVICE_USER_SERVICE = 0x40;
const SERVICE_USERSERVICE_INSTANCE = 0x80;

/**
 * Reads how every service is registered. The registry tells that of all services at once, and also of those that this user
 * may not query; the SCM would have to be asked for each.
 * @throws Win32Error where this user may not read the list of services
 */
export function serviceRegistrations(): readonly NamedRegistration[] {
  using services = openKey(HKEY_LOCAL_MACHINE, SERVICES_KEY);
  return subkeyNames(services.key).flatMap((name) => {
    const registration = registrationOf(services.key, name);
    return registration === undefined ? [] : [{ name, registration }];
  });
}

/** @returns undefined for a driver, and for a key that holds no service or may not be read */
function registrationOf(services: RegistryKey, name: string): ServiceRegistration | undefined {
  const type = readNumber(services, name, 'Type');
  const startType = START_TYPES[readNumber(services, name, 'Start') ?? -1];
  if (type === undefined || startType === undefined) return undefined;
  if ((type & (SERVICE_WIN32_OWN_PROCESS | SERVICE_WIN32_SHARE_PROCESS)) === 0) return undefined;
  return {
    startType,
    delayedAutoStart: readNumber(services, name, 'DelayedAutostart') === 1,
    isTriggerStart: hasStartTrigger(services, name),
    perUser: perUserKind(type),
    sharesProcess: (type & SERVICE_WIN32_SHARE_PROCESS) !== 0,
  };
}

/** winsvc.h: SERVICE_TRIGGER_ACTION_SERVICE_START */
const TRIGGER_STARTS = 1;

/** A trigger may also only stop the service. */
function hasStartTrigger(services: RegistryKey, name: string): boolean {
  try {
    using triggers = openKey(services, String.raw`${name}\TriggerInfo`);
    return subkeyNames(triggers.key).some(
      (trigger) => readNumber(triggers.key, trigger, 'Action') === TRIGGER_STARTS,
    );
  } catch {
    return false;
  }
}

function perUserKind(type: number): ServiceRegistration['perUser'] {
  if ((type & SERVICE_USER_SERVICE) === 0) return undefined;
  return (type & SERVICE_USERSERVICE_INSTANCE) === 0 ? 'template' : 'instance';
}
