import { ERROR_INSUFFICIENT_BUFFER } from '../../common/win32-codes.ts';
import type { ServiceStatus } from '../../common/service-status.ts';
import { Win32Error } from '../../common/win32-error.ts';
import type {
  Service,
  ServiceConfiguration,
  ServiceConfigurationChanges,
  ServiceControl,
  ServiceSummary,
  WatchedProcess,
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
  SERVICE_WIN32_OWN_PROCESS,
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
import {
  quotedImagePath,
  controlValue,
  serviceConfigurationFrom,
  serviceStatusFrom,
  startTypeValue,
} from './service-enumerations.ts';
import { watchProcess } from './process.ts';
import { isTrue, refuseNul, written, type Out } from './native.ts';
import { callScm, type ScHandle } from './sc-handle.ts';
import { SecurityDescriptor, securityDescriptorText } from './security-descriptor.ts';
import { dependentsOf } from './service-lists.ts';
import { decodeSetting, encodeSetting, SETTING_LEVELS } from './service-setting-levels.ts';
import { asOnWindows } from './wine.ts';

/** The first buffer size in bytes. It is documented to suffice, but a long description needs more. */
const FIRST_CONFIG_BYTES = 8192;

/** Every call runs on a pool thread, because the SCM may hold it for 30 s while another service is starting. */
export class Win32Service implements Service {
  readonly #handle: ScHandle;

  constructor(handle: ScHandle) {
    this.#handle = handle;
  }

  async queryStatus(): Promise<ServiceStatus> {
    return (await this.#readStatus()).status;
  }

  /** @returns the status, and whether the service has its process for itself */
  async #readStatus(): Promise<{ readonly status: ServiceStatus; readonly ownProcess: boolean }> {
    const [found] = await asOnWindows(async () => {
      const raw = await this.#readRawStatus();
      const ownProcess = (raw.dwServiceType & SERVICE_WIN32_OWN_PROCESS) !== 0;
      return [{ status: serviceStatusFrom(raw), ownProcess }] as const;
    });
    return found;
  }

  async #readRawStatus(): Promise<SERVICE_STATUS_PROCESS> {
    const status: Out<SERVICE_STATUS_PROCESS> = [null];
    await callScm(
      'QueryServiceStatusEx',
      QueryServiceStatusEx,
      [this.#handle.value, SC_STATUS_PROCESS_INFO, status, SERVICE_STATUS_PROCESS_SIZE, [null]],
      isTrue,
    );
    return written(status);
  }

  async watchProcess(): Promise<WatchedProcess | undefined> {
    const { status, ownProcess } = await this.#readStatus();
    return ownProcess && status.processId !== undefined ? watchProcess(status.processId) : undefined;
  }

  async queryConfiguration(): Promise<ServiceConfiguration> {
    const buffer = await filled((room, needed) =>
      callScm(
        'QueryServiceConfigW',
        QueryServiceConfigW,
        [this.#handle.value, room, room.length, needed],
        isTrue,
      ),
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
    const buffer = await filled((room, needed) =>
      callScm(
        'QueryServiceConfig2W',
        QueryServiceConfig2W,
        [this.#handle.value, SETTING_LEVELS[setting], room, room.length, needed],
        isTrue,
      ),
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
    const buffer = await filled((room, needed) =>
      callScm(
        'QueryServiceObjectSecurity',
        QueryServiceObjectSecurity,
        [this.#handle.value, DACL_SECURITY_INFORMATION, room, room.length, needed],
        isTrue,
      ),
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
    await callScm(
      'ControlService',
      ControlService,
      [this.#handle.value, controlValue(control), [null]],
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
 * Calls with a larger buffer for as long as the SCM asks for more, because the service may be changed in the meantime.
 * @returns the filled buffer
 */
async function filled(
  call: (room: Uint8Array, needed: Out<number>) => Promise<unknown>,
): Promise<Uint8Array> {
  let bytes = FIRST_CONFIG_BYTES;
  for (;;) {
    const room = new Uint8Array(bytes);
    const needed: Out<number> = [null];
    try {
      await call(room, needed);
      return room;
    } catch (error) {
      const isTooLittle = error instanceof Win32Error && error.code === ERROR_INSUFFICIENT_BUFFER;
      const neededBytes = needed[0] ?? 0;
      if (!isTooLittle || neededBytes <= bytes) throw error;
      bytes = neededBytes;
    }
  }
}

/**
 * winsvc/nf-winsvc-changeserviceconfigw: Windows' own accounts need an empty password, so that the previous account's
 * is not kept; for any other account, NULL keeps the password.
 */
function passwordOf(account: string | undefined): string | null {
  return account !== undefined && /^(NT AUTHORITY\\|\.?\\?LocalSystem$)/i.test(account) ? '' : null;
}
