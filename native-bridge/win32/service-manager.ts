import { ERROR_SERVICE_DOES_NOT_EXIST } from '../../common/win32-codes.ts';
import { Win32Error } from '../../common/win32-error.ts';
import type {
  Service,
  ServiceAccess,
  ServiceDefinition,
  ServiceManager,
  ServiceManagerAccess,
  ServiceManagers,
  ServiceEntry,
} from '../bridge.ts';
import { serviceAccessBits } from '../access-control.ts';
import { CreateServiceW, OpenSCManagerW, OpenServiceW, SERVICE_WIN32_OWN_PROCESS } from './advapi32.ts';
import { GetServiceKeyNameW } from './advapi32-configuration.ts';
import { quotedImagePath, managerAccessBits, startTypeValue } from './service-enumerations.ts';
import { isTrue, refuseNul } from './native.ts';
import { callScm, ScHandle } from './sc-handle.ts';
import { allServices } from './service-lists.ts';
import { Win32Service } from './service.ts';

const SERVICE_ERROR_NORMAL = 1;
/** The longest name of a service in UTF-16 units, including its NUL. */
const NAME_CAPACITY = 257;

/** Every call runs on a pool thread, because the SCM may hold it for 30 s while another service is starting. */
class Win32ServiceManager implements ServiceManager {
  readonly #handle: ScHandle;

  private constructor(handle: ScHandle) {
    this.#handle = handle;
  }

  static async localComputer(access: readonly ServiceManagerAccess[]): Promise<ServiceManager> {
    const value = await callScm(
      'OpenSCManagerW',
      OpenSCManagerW,
      [null, null, managerAccessBits(access)],
      isTrue,
    );
    return new Win32ServiceManager(new ScHandle(value));
  }

  async openService(name: string, access: readonly ServiceAccess[]): Promise<Service> {
    refuseNul('OpenServiceW', name);
    const value = await callScm(
      'OpenServiceW',
      OpenServiceW,
      [this.#handle.value, name, serviceAccessBits(access)],
      isTrue,
    );
    return new Win32Service(new ScHandle(value));
  }

  async createService(definition: ServiceDefinition, access: readonly ServiceAccess[]): Promise<Service> {
    const { name, displayName, executable, startType, account } = definition;
    refuseNul('CreateServiceW', name, displayName, executable, account);
    const value = await callScm(
      'CreateServiceW',
      CreateServiceW,
      [
        this.#handle.value,
        name,
        displayName,
        serviceAccessBits(access),
        SERVICE_WIN32_OWN_PROCESS,
        startTypeValue(startType),
        SERVICE_ERROR_NORMAL,
        quotedImagePath('CreateServiceW', executable),
        null,
        null,
        null,
        account ?? null,
        null,
      ],
      isTrue,
    );
    return new Win32Service(new ScHandle(value));
  }

  async findByDisplayName(displayName: string): Promise<string | undefined> {
    refuseNul('GetServiceKeyNameW', displayName);
    const name = Buffer.alloc(NAME_CAPACITY * 2);
    const length: [number] = [NAME_CAPACITY];
    try {
      await callScm(
        'GetServiceKeyNameW',
        GetServiceKeyNameW,
        [this.#handle.value, displayName, name, length],
        isTrue,
      );
    } catch (error) {
      if (error instanceof Win32Error && error.code === ERROR_SERVICE_DOES_NOT_EXIST) return undefined;
      throw error;
    }
    return name.toString('utf16le', 0, length[0] * 2);
  }

  enumerateServices(): Promise<readonly ServiceEntry[]> {
    return allServices(this.#handle.value);
  }

  [Symbol.dispose](): void {
    this.#handle[Symbol.dispose]();
  }
}

export const win32ServiceManagers: ServiceManagers = {
  localComputer: (access) => Win32ServiceManager.localComputer(access),
};
