import type { ServiceStatus } from '../../common/service-status.ts';
import type { ServiceConfiguration, ServiceConfigurationChanges, ServiceDefinition } from '../bridge.ts';
import { DEFAULT_SETTINGS, type ServiceSetting, type ServiceSettings } from '../service-settings.ts';
import { ERROR_SERVICE_NEVER_STARTED } from '../../common/error-codes.ts';
import type { SimulatedServiceProcess } from './simulated-service.ts';

const NEVER_STARTED: ServiceStatus = {
  state: 'stopped',
  acceptedControls: [],
  win32ExitCode: ERROR_SERVICE_NEVER_STARTED,
  serviceSpecificExitCode: undefined,
  checkPoint: 0,
  waitHintMs: 0,
  processId: undefined,
};

/** What the SCM gives every new service: SYSTEM and Administrators everything, others may look. */
const DEFAULT_ACCESS_LIST =
  'D:(A;;CCLCSWRPWPDTLOCRRC;;;SY)(A;;CCDCLCSWRPWPDTLOCRSDRCWDWO;;;BA)(A;;CCLCSWLOCRRC;;;IU)(A;;CCLCSWLOCRRC;;;SU)';

/** One service in the SCM's database. */
export class ServiceRecord {
  readonly name: string;
  executable: string;
  configuration: ServiceConfiguration;
  accessList = DEFAULT_ACCESS_LIST;
  #settings: ServiceSettings = DEFAULT_SETTINGS;
  status: ServiceStatus = NEVER_STARTED;
  /** The last one that was started; it lives unless the status is `stopped`. */
  process: SimulatedServiceProcess | undefined;
  isMarkedForDelete = false;
  openHandles = 0;

  constructor({ name, displayName, executable, startType, account }: ServiceDefinition) {
    this.name = name;
    this.executable = executable;
    this.configuration = {
      displayName,
      imagePath: `"${executable}"`,
      startType,
      errorControl: 'normal',
      dependencies: [],
      ownProcess: true,
      account: account ?? 'LocalSystem',
    };
  }

  change({ displayName, executable, startType, account }: ServiceConfigurationChanges): void {
    const { configuration } = this;
    this.executable = executable ?? this.executable;
    this.configuration = {
      ...configuration,
      displayName: displayName ?? configuration.displayName,
      imagePath: `"${this.executable}"`,
      startType: startType ?? configuration.startType,
      account: account ?? configuration.account,
    };
  }

  setting<Setting extends ServiceSetting>(setting: Setting): ServiceSettings[Setting] {
    return this.#settings[setting];
  }

  changeSetting<Setting extends ServiceSetting>(setting: Setting, value: ServiceSettings[Setting]): void {
    this.#settings = { ...this.#settings, [setting]: value };
  }

  changeSettings(settings: Partial<ServiceSettings>): void {
    this.#settings = { ...this.#settings, ...settings };
  }

  /** Whether the SCM may forget it. */
  get isGone(): boolean {
    return this.isMarkedForDelete && this.openHandles === 0 && this.status.state === 'stopped';
  }
}
