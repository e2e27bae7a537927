import type { ServiceState } from '../../common/service-status.ts';
import { Win32Error } from '../../common/win32-error.ts';
import type {
  Service,
  ServiceAccess,
  ServiceDefinition,
  ServiceManager,
} from '../../native-bridge/bridge.ts';
import { eventually } from './expectations.ts';
import type { BridgeSubject } from './subject.ts';

export const ALL_ACCESS: readonly ServiceAccess[] = [
  'query-status',
  'interrogate',
  'query-config',
  'change-config',
  'enumerate-dependents',
  'read-control',
  'write-dac',
  'start',
  'stop',
  'pause-continue',
  'delete',
];

let services = 0;

/** @returns a service with a name that does not exist yet */
export function newDefinition(
  subject: BridgeSubject,
  changes: Partial<ServiceDefinition> = {},
): ServiceDefinition {
  services += 1;
  const name = `${subject.prefix}-${String(services)}`;
  const { executable } = subject;
  return {
    name,
    displayName: `${name} display`,
    executable,
    startType: 'demand',
    account: undefined,
    ...changes,
  };
}

/** Runs the work with the SCM open, with the right to create services. */
export async function withManager<T>(
  { bridge }: BridgeSubject,
  work: (manager: ServiceManager) => Promise<T>,
): Promise<T> {
  const manager = await bridge.serviceManager.localComputer(['connect', 'create-service', 'enumerate']);
  try {
    return await work(manager);
  } finally {
    manager[Symbol.dispose]();
  }
}

/** Runs the work with a handle of an existing service. */
export async function withOpenService<T>(
  manager: ServiceManager,
  name: string,
  access: readonly ServiceAccess[],
  work: (service: Service) => Promise<T>,
): Promise<T> {
  const service = await manager.openService(name, access);
  try {
    return await work(service);
  } finally {
    service[Symbol.dispose]();
  }
}

/** Runs the work with a new service and all rights to it, and removes the service in any case. */
export async function withNewService(
  manager: ServiceManager,
  definition: ServiceDefinition,
  work: (service: Service) => Promise<void>,
): Promise<void> {
  const service = await manager.createService(definition, ALL_ACCESS);
  try {
    await work(service);
  } finally {
    service[Symbol.dispose]();
    await removeService(manager, definition.name);
  }
}

/** Stops the service, deletes it, and waits until the SCM has forgotten it. Harmless if there is none. */
export async function removeService(manager: ServiceManager, name: string): Promise<void> {
  if (!(await isInstalled(manager, name))) return;
  await withOpenService(manager, name, ['query-status', 'stop', 'delete'], async (service) => {
    await eventually(`${name} is at rest`, async () => !(await stateOf(service)).endsWith('-pending'));
    // Wine kills a service's process if it is told to stop again while stopping.
    if ((await stateOf(service)) !== 'stopped') await service.control('stop');
    await eventually(`${name} has stopped`, async () => (await stateOf(service)) === 'stopped');
    await service.delete().catch((error: unknown) => {
      if (!isCode(error, 1072)) throw error;
    });
  });
  await eventually(`${name} is gone`, async () => !(await isInstalled(manager, name)));
}

export async function isInstalled(manager: ServiceManager, name: string): Promise<boolean> {
  try {
    const service = await manager.openService(name, ['query-status']);
    service[Symbol.dispose]();
    return true;
  } catch (error) {
    if (isCode(error, 1060)) return false;
    throw error;
  }
}

export async function stateOf(service: Service): Promise<ServiceState> {
  return (await service.queryStatus()).state;
}

export async function untilState(service: Service, wanted: ServiceState): Promise<void> {
  await eventually(`the service is ${wanted}`, async () => (await stateOf(service)) === wanted);
}

function isCode(error: unknown, code: number): boolean {
  return error instanceof Win32Error && error.code === code;
}
