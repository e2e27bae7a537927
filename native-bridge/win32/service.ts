import {
  ERROR_BROKEN_PIPE,
  ERROR_NO_DATA,
  ERROR_PROCESS_ABORTED,
  ERROR_SERVICE_NOT_ACTIVE,
} from '../../common/error-codes.ts';
import { Win32Error } from '../../common/win32-error.ts';
import type { ServiceStatus } from '../../common/service-status.ts';
import type {
  Service,
  ServiceConfiguration,
  ServiceConfigurationChanges,
  ServiceControl,
  ServiceSummary,
} from '../bridge.ts';
import type { ServiceSetting, ServiceSettings } from '../service-settings.ts';
import {
  ControlService,
  decodeServiceConfig,
  DeleteService,
  QueryServiceConfigW,
  QueryServiceStatusEx,
  SC_STATUS_PROCESS_INFO,
  SERVICE_STATUS_PROCESS_SIZE,
  StartServiceW,
  type SERVICE_STATUS_PROCESS,
} from './advapi32.ts';
import {
  ChangeServiceConfig2W,
  ChangeServiceConfigW,
  DACL_SECURITY_INFORMATION,
  QueryServiceConfig2W,
  QueryServiceObjectSecurity,
  SERVICE_NO_CHANGE,
  SetServiceObjectSecurity,
} from './advapi32-configuration.ts';
import { quotedImagePath } from './image-path.ts';
import { isTrue, refuseNul, written, type Out } from './native.ts';
import { isProcessRunning } from './process.ts';
import type { ScHandle } from './sc-handle.ts';
import { callScm } from './scm-calls.ts';
import { SecurityDescriptor, securityDescriptorText } from './security-descriptor.ts';
import {
  CONTROL_VALUES,
  serviceConfigurationFrom,
  serviceStatusFrom,
  startTypeValue,
} from './service-enumerations.ts';
import { dependentsOf } from './service-lists.ts';
import { decodeSetting, encodeSetting, SETTING_LEVELS } from './service-setting-levels.ts';

/** The most that QueryServiceConfigW, QueryServiceConfig2W and the access list of a service may need. */
const CONFIG_BYTES = 8192;

/** Every call runs on a pool thread: the SCM may hold one for 30 s while another service is starting. */
export class Win32Service implements Service {
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
    const buffer = new Uint8Array(CONFIG_BYTES);
    await callScm(
      'QueryServiceConfigW',
      QueryServiceConfigW,
      [this.#handle.value, buffer, buffer.length, [null]],
      isTrue,
    );
    return serviceConfigurationFrom(decodeServiceConfig(buffer));
  }

  async changeConfiguration(changes: ServiceConfigurationChanges): Promise<void> {
    const { displayName, executable, startType, account } = changes;
    const api = 'ChangeServiceConfigW';
    refuseNul(api, displayName, executable, account);
    await callScm(
      api,
      ChangeServiceConfigW,
      [
        this.#handle.value,
        SERVICE_NO_CHANGE,
        startType === undefined ? SERVICE_NO_CHANGE : startTypeValue(startType),
        SERVICE_NO_CHANGE,
        executable === undefined ? null : quotedImagePath(api, executable),
        null,
        null,
        null,
        account ?? null,
        passwordOf(account),
        displayName ?? null,
      ],
      isTrue,
    );
  }

  async querySetting<Setting extends ServiceSetting>(setting: Setting): Promise<ServiceSettings[Setting]> {
    const buffer = new Uint8Array(CONFIG_BYTES);
    await callScm(
      'QueryServiceConfig2W',
      QueryServiceConfig2W,
      [this.#handle.value, SETTING_LEVELS[setting], buffer, buffer.length, [null]],
      isTrue,
    );
    return decodeSetting(setting, buffer);
  }

  async changeSetting<Setting extends ServiceSetting>(
    setting: Setting,
    value: ServiceSettings[Setting],
  ): Promise<void> {
    const level = SETTING_LEVELS[setting];
    await callScm(
      'ChangeServiceConfig2W',
      ChangeServiceConfig2W,
      [this.#handle.value, level, encodeSetting(setting, value)],
      isTrue,
    );
  }

  queryDependents(): Promise<readonly ServiceSummary[]> {
    return dependentsOf(this.#handle.value);
  }

  async queryAccessList(): Promise<string> {
    const buffer = new Uint8Array(CONFIG_BYTES);
    await callScm(
      'QueryServiceObjectSecurity',
      QueryServiceObjectSecurity,
      [this.#handle.value, DACL_SECURITY_INFORMATION, buffer, buffer.length, [null]],
      isTrue,
    );
    return securityDescriptorText(buffer, DACL_SECURITY_INFORMATION);
  }

  async changeAccessList(sddl: string): Promise<void> {
    using descriptor = new SecurityDescriptor(sddl);
    await callScm(
      'SetServiceObjectSecurity',
      SetServiceObjectSecurity,
      [this.#handle.value, DACL_SECURITY_INFORMATION, descriptor.address],
      isTrue,
    );
  }

  async start(): Promise<void> {
    await callScm('StartServiceW', StartServiceW, [this.#handle.value, 0, null], isTrue);
  }

  async control(control: ServiceControl): Promise<void> {
    try {
      await callScm(
        'ControlService',
        ControlService,
        [this.#handle.value, CONTROL_VALUES[control], [null]],
        isTrue,
      );
    } catch (error) {
      throw isPipeClosed(error) ? new Win32Error('ControlService', ERROR_SERVICE_NOT_ACTIVE) : error;
    }
  }

  async delete(): Promise<void> {
    await callScm('DeleteService', DeleteService, [this.#handle.value], isTrue);
  }

  [Symbol.dispose](): void {
    this.#handle[Symbol.dispose]();
  }
}

/**
 * winsvc/nf-winsvc-changeserviceconfigw: the system's own accounts want an empty password, so that none is kept from
 * the account before; any other keeps its own by NULL.
 */
function passwordOf(account: string | undefined): string | null {
  return account !== undefined && /^(NT AUTHORITY\\|\.?\\?LocalSystem$)/i.test(account) ? '' : null;
}

/**
 * Windows' SCM refuses to control a service whose process is gone, since it is not active. Wine's tries to, and
 * answers with the state of the pipe on whose other end nobody is any more.
 */
function isPipeClosed(error: unknown): boolean {
  return error instanceof Win32Error && (error.code === ERROR_NO_DATA || error.code === ERROR_BROKEN_PIPE);
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
