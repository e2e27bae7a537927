import type { ServiceStatus } from '../../common/service-status.ts';
import { Win32Error } from '../../common/win32-error.ts';
import type {
  Service,
  ServiceAccess,
  ServiceConfiguration,
  ServiceControl,
  ServiceDefinition,
  ServiceManager,
  ServiceManagerAccess,
  ServiceManagers,
} from '../bridge.ts';
import { AccessHandle } from './access-handle.ts';
import { requireDefinition, requireServiceName } from './checks.ts';
import { ERROR_ACCESS_DENIED } from '../../common/error-codes.ts';
import type { Scm } from './scm.ts';
import type { ServiceRecord } from './service-record.ts';
import { settled } from './settled.ts';

/** Who opens the SCM's handles. */
export type Caller = 'administrator' | 'user';

/** What a service lets everyone do; the rest is for administrators. */
const USER_ACCESS: ReadonlySet<ServiceAccess> = new Set(['query-status', 'query-config']);

export class SimulatedServiceManagers implements ServiceManagers {
  readonly #scm: Scm;
  readonly #caller: Caller;

  constructor(scm: Scm, caller: Caller) {
    this.#scm = scm;
    this.#caller = caller;
  }

  localComputer(access: readonly ServiceManagerAccess[]): Promise<ServiceManager> {
    return settled(() => {
      if (this.#caller === 'user' && access.includes('create-service')) {
        throw new Win32Error('OpenSCManagerW', ERROR_ACCESS_DENIED);
      }
      return new SimulatedServiceManager(this.#scm, this.#caller, access);
    });
  }
}

class SimulatedServiceManager implements ServiceManager {
  readonly #scm: Scm;
  readonly #caller: Caller;
  readonly #handle: AccessHandle<ServiceManagerAccess>;

  constructor(scm: Scm, caller: Caller, access: readonly ServiceManagerAccess[]) {
    this.#scm = scm;
    this.#caller = caller;
    this.#handle = new AccessHandle(access, () => undefined);
  }

  openService(name: string, access: readonly ServiceAccess[]): Promise<Service> {
    return settled(() => {
      this.#handle.require('OpenServiceW');
      requireServiceName('OpenServiceW', name);
      const record = this.#scm.find(name);
      if (this.#caller === 'user' && access.some((right) => !USER_ACCESS.has(right))) {
        throw new Win32Error('OpenServiceW', ERROR_ACCESS_DENIED);
      }
      return new SimulatedService(this.#scm, record, access);
    });
  }

  createService(definition: ServiceDefinition, access: readonly ServiceAccess[]): Promise<Service> {
    return settled(() => {
      this.#handle.require('CreateServiceW', 'create-service');
      requireDefinition('CreateServiceW', definition);
      return new SimulatedService(this.#scm, this.#scm.create(definition), access);
    });
  }

  [Symbol.dispose](): void {
    this.#handle[Symbol.dispose]();
  }
}

/** The right that each control needs. Asking for the status includes interrogating, as in the real bridge. */
const CONTROL_ACCESS: Readonly<Record<ServiceControl, ServiceAccess>> = {
  stop: 'stop',
  pause: 'pause-continue',
  continue: 'pause-continue',
  interrogate: 'query-status',
};

class SimulatedService implements Service {
  readonly #scm: Scm;
  readonly #record: ServiceRecord;
  readonly #handle: AccessHandle<ServiceAccess>;

  constructor(scm: Scm, record: ServiceRecord, access: readonly ServiceAccess[]) {
    this.#scm = scm;
    this.#record = record;
    record.openHandles += 1;
    this.#handle = new AccessHandle(access, () => {
      scm.closeHandle(record);
    });
  }

  queryStatus(): Promise<ServiceStatus> {
    return settled(() => {
      this.#handle.require('QueryServiceStatusEx', 'query-status');
      return this.#record.status;
    });
  }

  queryConfiguration(): Promise<ServiceConfiguration> {
    return settled(() => {
      this.#handle.require('QueryServiceConfigW', 'query-config');
      return this.#record.configuration;
    });
  }

  start(): Promise<void> {
    return settled(() => {
      this.#handle.require('StartServiceW', 'start');
      this.#scm.start(this.#record);
    });
  }

  control(control: ServiceControl): Promise<void> {
    return settled(() => {
      this.#handle.require('ControlService', CONTROL_ACCESS[control]);
      this.#scm.control(this.#record, control);
    });
  }

  delete(): Promise<void> {
    return settled(() => {
      this.#handle.require('DeleteService', 'delete');
      this.#scm.markForDelete(this.#record);
    });
  }

  [Symbol.dispose](): void {
    this.#handle[Symbol.dispose]();
  }
}
