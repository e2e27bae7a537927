import { Win32Error } from '../../common/win32-error.ts';
import type {
  Service,
  ServiceAccess,
  ServiceDefinition,
  ServiceManager,
  ServiceManagerAccess,
  ServiceManagers,
  ServiceSummary,
} from '../bridge.ts';
import { serviceAccessBits } from '../service-access.ts';
import { AccessHandle } from './access-handle.ts';
import { mayOpenService, type Caller } from './caller.ts';
import { refuseNul, requireDefinition, requireServiceName } from './checks.ts';
import { ERROR_ACCESS_DENIED } from '../../common/error-codes.ts';
import type { Scm } from './scm.ts';
import { SimulatedService } from './service.ts';
import { settled } from './settled.ts';

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
      if (!mayOpenService(this.#caller, record.accessList, serviceAccessBits(access))) {
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

  findByDisplayName(displayName: string): Promise<string | undefined> {
    return settled(() => {
      this.#handle.require('GetServiceKeyNameW');
      refuseNul('GetServiceKeyNameW', displayName);
      return this.#scm.findByDisplayName(displayName);
    });
  }

  enumerateServices(): Promise<readonly ServiceSummary[]> {
    return settled(() => {
      this.#handle.require('EnumServicesStatusExW', 'enumerate');
      return this.#scm.summaries();
    });
  }

  [Symbol.dispose](): void {
    this.#handle[Symbol.dispose]();
  }
}
