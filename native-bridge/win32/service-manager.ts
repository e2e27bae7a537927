import { ERROR_INVALID_NAME, ERROR_PROCESS_ABORTED } from '../../common/error-codes.ts';
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
import {
  ControlService,
  CreateServiceW,
  decodeServiceConfig,
  DeleteService,
  OpenSCManagerW,
  OpenServiceW,
  QueryServiceConfigW,
  QueryServiceStatusEx,
  SC_STATUS_PROCESS_INFO,
  SERVICE_STATUS_PROCESS_SIZE,
  SERVICE_WIN32_OWN_PROCESS,
  StartServiceW,
  type SERVICE_STATUS_PROCESS,
} from './advapi32.ts';
import { isProcessRunning } from './process.ts';
import { isTrue, refuseNul, written, type Out } from './native.ts';
import { ScHandle } from './sc-handle.ts';
import { callScm } from './scm-calls.ts';
import {
  CONTROL_VALUES,
  managerAccessBits,
  serviceAccessBits,
  serviceConfigurationFrom,
  serviceStatusFrom,
  startTypeValue,
} from './service-enumerations.ts';

const SERVICE_ERROR_NORMAL = 1;
/** The most that QueryServiceConfigW may need: https://learn.microsoft.com/windows/win32/api/winsvc/nf-winsvc-queryserviceconfigw */
const SERVICE_CONFIG_BYTES = 8192;

/** Every call runs on a pool thread: the SCM may hold one for 30 s while another service is starting. */
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
    if (executable.includes('"')) throw new Win32Error('CreateServiceW', ERROR_INVALID_NAME);
    // Without the quotation marks a path with spaces starts whatever stands at its first part (CWE-428).
    const imagePath = `"${executable}"`;
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
        imagePath,
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

  [Symbol.dispose](): void {
    this.#handle[Symbol.dispose]();
  }
}

class Win32Service implements Service {
  readonly #handle: ScHandle;

  constructor(handle: ScHandle) {
    this.#handle = handle;
  }

  async queryStatus(): Promise<ServiceStatus> {
    const status: Out<SERVICE_STATUS_PROCESS> = [null];
    await callScm(
      'QueryServiceStatusEx',
      QueryServiceStatusEx,
      [this.#handle.value, SC_STATUS_PROCESS_INFO, status, SERVICE_STATUS_PROCESS_SIZE, [null]],
      isTrue,
    );
    return correctForDeadProcess(serviceStatusFrom(written(status)));
  }

  async queryConfiguration(): Promise<ServiceConfiguration> {
    const buffer = new Uint8Array(SERVICE_CONFIG_BYTES);
    await callScm(
      'QueryServiceConfigW',
      QueryServiceConfigW,
      [this.#handle.value, buffer, buffer.length, [null]],
      isTrue,
    );
    return serviceConfigurationFrom(decodeServiceConfig(buffer));
  }

  async start(): Promise<void> {
    await callScm('StartServiceW', StartServiceW, [this.#handle.value, 0, null], isTrue);
  }

  async control(control: ServiceControl): Promise<void> {
    await callScm(
      'ControlService',
      ControlService,
      [this.#handle.value, CONTROL_VALUES[control], [null]],
      isTrue,
    );
  }

  async delete(): Promise<void> {
    await callScm('DeleteService', DeleteService, [this.#handle.value], isTrue);
  }

  [Symbol.dispose](): void {
    this.#handle[Symbol.dispose]();
  }
}

/**
 * Windows' SCM reports a service whose process is gone as stopped, with ERROR_PROCESS_ABORTED. Wine's never
 * notices and goes on reporting it as running, so that is done for it here.
 */
function correctForDeadProcess(status: ServiceStatus): ServiceStatus {
  if (status.processId === undefined || isProcessRunning(status.processId)) return status;
  return {
    state: 'stopped',
    acceptedControls: [],
    win32ExitCode: ERROR_PROCESS_ABORTED,
    serviceSpecificExitCode: undefined,
    checkPoint: 0,
    waitHintMs: 0,
    processId: undefined,
  };
}

export const win32ServiceManagers: ServiceManagers = {
  localComputer: (access) => Win32ServiceManager.localComputer(access),
};
