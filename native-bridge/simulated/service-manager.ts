import { Win32Error } from '../../common/win32-error.ts';
import type {
  Service,
  ServiceAccess,
  ServiceDefinition,
  ServiceManager,
  ServiceManagerAccess,
  ServiceManagers,
  ServiceEntry,
  ServiceSummary,
  ServiceConfiguration,
  ServiceConfigurationChanges,
  ServiceControl,
  WatchedProcess,
} from '../bridge.ts';
import { serviceAccessBits } from '../access-control.ts';
import { ERROR_ACCESS_DENIED, ERROR_INVALID_ACL } from '../../common/win32-codes.ts';
import type { ServiceStatus } from '../../common/service-status.ts';
import type { ServiceSetting, ServiceSettings } from '../service-settings.ts';
import {
  AccessHandle,
  mayOpenService,
  refuseNul,
  requireDefinition,
  requireServiceName,
  settled,
  type Caller,
} from './calls.ts';
import type { Scm, ServiceRecord } from './scm.ts';

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

  /** As in Windows, without those whose status the caller may not query. */
  enumerateServices(): Promise<readonly ServiceEntry[]> {
    return settled(() => {
      this.#handle.require('EnumServicesStatusExW', 'enumerate');
      const asked = serviceAccessBits(['query-status']);
      return this.#scm
        .entries()
        .filter(({ name }) => mayOpenService(this.#caller, this.#scm.find(name).accessList, asked));
    });
  }

  [Symbol.dispose](): void {
    this.#handle[Symbol.dispose]();
  }
}

/** The right that each control needs: https://learn.microsoft.com/windows/win32/api/winsvc/nf-winsvc-controlservice */
const CONTROL_ACCESS: Readonly<Record<Exclude<ServiceControl, number>, ServiceAccess>> = {
  stop: 'stop',
  pause: 'pause-continue',
  continue: 'pause-continue',
  interrogate: 'interrogate',
  'param-change': 'pause-continue',
};

/** An open handle of one service. */
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

  watchProcess(): Promise<WatchedProcess | undefined> {
    return settled(() => {
      this.#handle.require('QueryServiceStatusEx', 'query-status');
      const { process, status, configuration } = this.#record;
      if (process === undefined || status.processId === undefined || !configuration.ownProcess)
        return undefined;
      return {
        isHeld: process.isHeld,
        hasEnded: () => process.hasEnded(),
        [Symbol.dispose]: () => undefined,
      };
    });
  }

  queryConfiguration(): Promise<ServiceConfiguration> {
    return settled(() => {
      this.#handle.require('QueryServiceConfigW', 'query-config');
      return this.#record.configuration;
    });
  }

  changeConfiguration(changes: ServiceConfigurationChanges): Promise<void> {
    return settled(() => {
      const api = 'ChangeServiceConfigW';
      this.#handle.require(api, 'change-config');
      const { name, executable, configuration } = this.#record;
      requireDefinition(api, { ...configuration, name, executable, ...changes });
      this.#scm.requireChangeable(api, this.#record, changes.displayName);
      this.#record.change(changes);
    });
  }

  querySetting<Setting extends ServiceSetting>(setting: Setting): Promise<ServiceSettings[Setting]> {
    return settled(() => {
      this.#handle.require('QueryServiceConfig2W', 'query-config');
      return this.#record.setting(setting);
    });
  }

  changeSetting<Setting extends ServiceSetting>(
    setting: Setting,
    value: ServiceSettings[Setting],
  ): Promise<void> {
    return settled(() => {
      const api = 'ChangeServiceConfig2W';
      this.#handle.require(api, 'change-config');
      if (typeof value === 'string') refuseNul(api, value);
      this.#scm.requireChangeable(api, this.#record);
      this.#record.changeSetting(setting, value);
    });
  }

  queryDependents(): Promise<readonly ServiceSummary[]> {
    return settled(() => {
      this.#handle.require('EnumDependentServicesW', 'enumerate-dependents');
      return this.#scm.dependentsOf(this.#record).map(({ name, configuration, status }) => {
        return { name, displayName: configuration.displayName, state: status.state };
      });
    });
  }

  queryAccessList(): Promise<string> {
    return settled(() => {
      this.#handle.require('QueryServiceObjectSecurity', 'read-control');
      return this.#record.accessList;
    });
  }

  changeAccessList(sddl: string): Promise<void> {
    return settled(() => {
      this.#handle.require('SetServiceObjectSecurity', 'write-dac');
      if (!sddl.startsWith('D:')) throw new Win32Error('SetServiceObjectSecurity', ERROR_INVALID_ACL);
      this.#record.accessList = sddl;
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
      this.#handle.require(
        'ControlService',
        typeof control === 'number' ? 'user-defined-control' : CONTROL_ACCESS[control],
      );
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
