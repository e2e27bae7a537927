import { displayText } from '../../common/display-text.ts';
import { nameToShow, OWN_SERVICE, type ServiceProfile } from '../../common/service-profile.ts';
import { ERROR_ACCESS_DENIED, ERROR_SERVICE_DOES_NOT_EXIST } from '../../common/win32-codes.ts';
import { Win32Error } from '../../common/win32-error.ts';
import { configurationOf } from '../jobs/control.ts';
import { StepError } from '../registration/transaction.ts';
import type {
  ServiceConfiguration,
  ServiceManager,
  ServiceManagers,
  SystemBridge,
} from '../../native-bridge/bridge.ts';

/**
 * Finds the service that a user has named on the command line.
 * @param name a key name; or a display name, unless this process is elevated: what an elevated process does must not depend
 *   on a text that any service can give itself. Undefined for Sigma's own service
 * @returns its profile, whose display name is safe to show
 * @throws ERROR_SERVICE_DOES_NOT_EXIST, also for a driver; ERROR_INVALID_NAME
 */
export async function namedService(
  name: string | undefined,
  { serviceManager, inspection }: Pick<SystemBridge, 'serviceManager' | 'inspection'>,
): Promise<ServiceProfile> {
  if (name === undefined || isSameName(name, OWN_SERVICE.name)) return OWN_SERVICE;
  using manager = await serviceManager.localComputer(['connect']);
  try {
    return await profileOf(name, manager);
  } catch (error) {
    if (!isMissing(error)) throw error;
    const isElevated = inspection.elevation() === 'elevated';
    const keyName = isElevated ? undefined : await manager.findByDisplayName(name);
    if (keyName === undefined) throw missing(isElevated ? 'key name' : 'key name or display name');
    return isSameName(keyName, OWN_SERVICE.name) ? OWN_SERVICE : await profileOf(keyName, manager);
  }
}

/**
 * @param name a key name; undefined for Sigma's own service
 * @throws ERROR_SERVICE_DOES_NOT_EXIST, also for a driver
 */
export async function serviceOfKeyName(
  name: string | undefined,
  managers: ServiceManagers,
): Promise<ServiceProfile> {
  if (name === undefined || isSameName(name, OWN_SERVICE.name)) return OWN_SERVICE;
  using manager = await managers.localComputer(['connect']);
  return await profileOf(name, manager);
}

async function profileOf(given: string, manager: ServiceManager): Promise<ServiceProfile> {
  const configuration = await readableConfiguration(given, manager);
  // The SCM keeps drivers too, but nothing here is meant for them.
  if (configuration?.isDriver === true) throw new Win32Error('OpenServiceW', ERROR_SERVICE_DOES_NOT_EXIST);
  const displayName = configuration?.displayName ?? given;
  // Only this tells how the SCM itself spells the name.
  const known = await manager.findByDisplayName(displayName);
  const name = known !== undefined && isSameName(known, given) ? known : given;
  return { name, displayName: displayText(nameToShow(name, displayName)), isOwn: false, owesPosts: false };
}

/** @returns undefined where this user may not read it, but may perhaps do other things with the service */
async function readableConfiguration(
  name: string,
  manager: ServiceManager,
): Promise<ServiceConfiguration | undefined> {
  try {
    return await configurationOf(name, manager);
  } catch (error) {
    if (error instanceof Win32Error && error.code === ERROR_ACCESS_DENIED) return undefined;
    throw error;
  }
}

function missing(kind: string): StepError {
  const failure = { api: 'OpenServiceW', code: ERROR_SERVICE_DOES_NOT_EXIST };
  return new StepError(
    'finding the service',
    failure,
    `No service has this ${kind}. SigmaSrv /list shows all names.`,
  );
}

function isSameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function isMissing(error: unknown): boolean {
  return error instanceof Win32Error && error.code === ERROR_SERVICE_DOES_NOT_EXIST;
}
