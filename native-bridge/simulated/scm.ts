import type { ServiceStatus } from '../../common/service-status.ts';
import type {
  EndableProcess,
  ServiceConfiguration,
  ServiceConfigurationChanges,
  ServiceDefinition,
  ServiceControl,
  NamedRegistration,
  ServiceEntry,
} from '../bridge.ts';
import type { ProcessEntry } from '../process-information.ts';
import { NEW_SERVICE_SETTINGS, type ServiceSetting, type ServiceSettings } from '../service-settings.ts';
import {
  ERROR_ACCESS_DENIED,
  ERROR_SERVICE_NEVER_STARTED,
  ERROR_DUPLICATE_SERVICE_NAME,
  ERROR_FILE_NOT_FOUND,
  ERROR_INVALID_PARAMETER,
  ERROR_INVALID_SERVICE_CONTROL,
  ERROR_PROCESS_ABORTED,
  ERROR_DEPENDENT_SERVICES_RUNNING,
  ERROR_SERVICE_ALREADY_RUNNING,
  ERROR_SERVICE_CANNOT_ACCEPT_CTRL,
  ERROR_SERVICE_DEPENDENCY_FAIL,
  ERROR_SERVICE_DISABLED,
  ERROR_SERVICE_DOES_NOT_EXIST,
  ERROR_SERVICE_EXISTS,
  ERROR_SERVICE_MARKED_FOR_DELETE,
  ERROR_SERVICE_NOT_ACTIVE,
  ERROR_SHUTDOWN_IN_PROGRESS,
} from '../../common/win32-codes.ts';
import { assertNever } from '../../common/assert-never.ts';
import type { ServiceRegistration } from '../../common/service-registration.ts';
import { Win32Error } from '../../common/win32-error.ts';
import type { Clock } from '../clock.ts';
import { isUserDefinedControl } from '../bridge.ts';
import type { Caller } from './calls.ts';

/** What the computer offers to the process of a service. */
export interface SimulatedProcessHost {
  readonly clock: Clock;
  readonly processId: number;
  /** The key name of the service. */
  readonly service: string;
  /** SetServiceStatus. */
  report(status: ServiceStatus): void;
}

/** The process of a started service. */
export interface SimulatedProcess {
  /** Whether the process can be opened. */
  readonly isHeld: boolean;
  /** Goes from `start-pending` to `running`. */
  start(): void;
  /** Runs until it is told otherwise. */
  run(): void;
  pause(): void;
  stop(): void;
  /** SERVICE_CONTROL_PARAMCHANGE. */
  applyParameters(): void;
  /** @param control 128 to 255 */
  handleControl(control: number): void;
  /** Whether the process has ended too, which may be later than its service. */
  hasEnded(): boolean;
  /** Ends the process at once, whatever it is doing. */
  end(win32ExitCode: number): void;
  /** What it uses so far. */
  usage?(): Omit<ProcessEntry, 'processId' | 'startedAt'>;
}

/** The programs of the simulated computer. */
export interface SimulatedPrograms {
  /** @returns whether there is an executable at the path */
  has(path: string): boolean;
  /** @returns the process of a service that is being started */
  start(host: SimulatedProcessHost): SimulatedProcess;
}

/** What a process uses that does not tell. */
const PROCESS_USAGE = { processorMs: 0, privateBytes: 24 * 1024 * 1024, handles: 61, threads: 12 } as const;

const NEVER_STARTED: ServiceStatus = {
  state: 'stopped',
  acceptedControls: [],
  win32ExitCode: ERROR_SERVICE_NEVER_STARTED,
  serviceSpecificExitCode: undefined,
  checkPoint: 0,
  waitHintMs: 0,
  processId: undefined,
};

/** The access list of a new service: SYSTEM and Administrators may do everything, others may query. */
const DEFAULT_ACCESS_LIST =
  'D:(A;;CCLCSWRPWPDTLOCRRC;;;SY)(A;;CCDCLCSWRPWPDTLOCRSDRCWDWO;;;BA)(A;;CCLCSWLOCRRC;;;IU)(A;;CCLCSWLOCRRC;;;SU)';

/** One service in the SCM's database. */
export class ServiceRecord {
  readonly name: string;
  executable: string;
  configuration: ServiceConfiguration;
  accessList = DEFAULT_ACCESS_LIST;
  #settings: ServiceSettings = NEW_SERVICE_SETTINGS;
  status: ServiceStatus = NEVER_STARTED;
  /** The process started last; it is running unless the status is `stopped`. */
  process: SimulatedProcess | undefined;
  /** When that process started, by the clock. */
  processStartedAt = 0;
  isMarkedForDelete = false;
  openHandles = 0;
  isTriggerStart = false;
  perUser: ServiceRegistration['perUser'];
  /** Services with the same one run in the same process. */
  processGroup: string | undefined;

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
      isDriver: false,
      account: account ?? 'LocalSystem',
    };
  }

  change({ displayName, executable, startType, account }: ServiceConfigurationChanges): void {
    const { configuration } = this;
    this.executable = executable ?? this.executable;
    this.configuration = {
      ...configuration,
      displayName: displayName ?? configuration.displayName,
      imagePath: executable === undefined ? configuration.imagePath : `"${executable}"`,
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

  /** What the registry tells of it. */
  get registration(): ServiceRegistration {
    return {
      startType: this.configuration.startType,
      delayedAutoStart: this.setting('delayedAutoStart'),
      isTriggerStart: this.isTriggerStart,
      perUser: this.perUser,
      sharesProcess: !this.configuration.ownProcess,
    };
  }

  /** A driver is registered as services are, but is none. */
  get isDriver(): boolean {
    return this.configuration.isDriver;
  }

  /** Whether the SCM may forget it. */
  get isGone(): boolean {
    return this.isMarkedForDelete && this.openHandles === 0 && this.status.state === 'stopped';
  }
}

/** The control that a service has to accept for each request. */
const NEEDED_CONTROLS = {
  stop: 'stop',
  pause: 'pause-continue',
  continue: 'pause-continue',
  'param-change': 'param-change',
} as const;

/** The service control manager in memory: its database, and what it does with the services. */
export class Scm {
  readonly #clock: Clock;
  readonly #programs: SimulatedPrograms;
  /** By name in lower case: the SCM keeps the case of a name, and ignores it. */
  readonly #records = new Map<string, ServiceRecord>();
  #lastProcessId = 4_000;
  #isShutDown = false;

  constructor(clock: Clock, programs: SimulatedPrograms) {
    this.#clock = clock;
    this.#programs = programs;
  }

  /** @throws ERROR_SERVICE_DOES_NOT_EXIST */
  find(name: string): ServiceRecord {
    const record = this.#records.get(name.toLowerCase());
    if (record === undefined) throw new Win32Error('OpenServiceW', ERROR_SERVICE_DOES_NOT_EXIST);
    return record;
  }

  /** @throws ERROR_SERVICE_MARKED_FOR_DELETE, ERROR_SERVICE_EXISTS, ERROR_DUPLICATE_SERVICE_NAME */
  create(definition: ServiceDefinition): ServiceRecord {
    const api = 'CreateServiceW';
    const existing = this.#records.get(definition.name.toLowerCase());
    if (existing !== undefined)
      throw new Win32Error(
        api,
        existing.isMarkedForDelete ? ERROR_SERVICE_MARKED_FOR_DELETE : ERROR_SERVICE_EXISTS,
      );
    if (this.#isDisplayNameTaken(definition.displayName))
      throw new Win32Error(api, ERROR_DUPLICATE_SERVICE_NAME);
    const record = new ServiceRecord(definition);
    this.#records.set(definition.name.toLowerCase(), record);
    return record;
  }

  /**
   * @throws ERROR_SERVICE_DISABLED, ERROR_SERVICE_MARKED_FOR_DELETE, ERROR_SERVICE_ALREADY_RUNNING,
   *   ERROR_FILE_NOT_FOUND, ERROR_SERVICE_DEPENDENCY_FAIL, ERROR_SHUTDOWN_IN_PROGRESS
   */
  start(record: ServiceRecord): void {
    const api = 'StartServiceW';
    if (this.#isShutDown) throw new Win32Error(api, ERROR_SHUTDOWN_IN_PROGRESS);
    if (record.configuration.startType === 'disabled') throw new Win32Error(api, ERROR_SERVICE_DISABLED);
    if (record.isMarkedForDelete) throw new Win32Error(api, ERROR_SERVICE_MARKED_FOR_DELETE);
    if (record.status.state !== 'stopped') throw new Win32Error(api, ERROR_SERVICE_ALREADY_RUNNING);
    if (!this.#programs.has(record.executable)) throw new Win32Error(api, ERROR_FILE_NOT_FOUND);
    this.#startDependencies(record);
    this.#createProcess(record).start();
  }

  /** Does not wait for them, unlike Windows. @throws ERROR_SERVICE_DEPENDENCY_FAIL */
  #startDependencies({ configuration: { dependencies } }: ServiceRecord): void {
    for (const name of dependencies) {
      try {
        const needed = this.find(name);
        if (needed.status.state === 'stopped') this.start(needed);
      } catch (error) {
        if (!(error instanceof Win32Error)) throw error;
        throw new Win32Error('StartServiceW', ERROR_SERVICE_DEPENDENCY_FAIL);
      }
    }
  }

  /** Makes the service run without a visible start. */
  startEarlier(record: ServiceRecord): void {
    this.#createProcess(record).run();
  }

  /**
   * Which states accept which control: https://learn.microsoft.com/windows/win32/api/winsvc/nf-winsvc-controlservice
   * @throws ERROR_INVALID_PARAMETER, ERROR_SERVICE_NOT_ACTIVE, ERROR_SERVICE_CANNOT_ACCEPT_CTRL,
   *   ERROR_INVALID_SERVICE_CONTROL
   */
  control(record: ServiceRecord, control: ServiceControl): void {
    const api = 'ControlService';
    if (typeof control === 'number' && !isUserDefinedControl(control))
      throw new Win32Error(api, ERROR_INVALID_PARAMETER);
    const { state, acceptedControls } = record.status;
    if (state === 'stopped') throw new Win32Error(api, ERROR_SERVICE_NOT_ACTIVE);
    if (state === 'stop-pending') throw new Win32Error(api, ERROR_SERVICE_CANNOT_ACCEPT_CTRL);
    if (state === 'start-pending' && control !== 'stop')
      throw new Win32Error(api, ERROR_SERVICE_CANNOT_ACCEPT_CTRL);
    if (control === 'interrogate') return;
    if (typeof control === 'number') return record.process?.handleControl(control);
    if (control === 'stop' && this.dependentsOf(record).length > 0)
      throw new Win32Error(api, ERROR_DEPENDENT_SERVICES_RUNNING);
    if (!acceptedControls.includes(NEEDED_CONTROLS[control]))
      throw new Win32Error(api, ERROR_INVALID_SERVICE_CONTROL);
    switch (control) {
      case 'stop':
        return record.process?.stop();
      case 'pause':
        return record.process?.pause();
      case 'continue':
        return record.process?.run();
      case 'param-change':
        return record.process?.applyParameters();
      default:
        return assertNever(control);
    }
  }

  /** @throws ERROR_SERVICE_MARKED_FOR_DELETE */
  markForDelete(record: ServiceRecord): void {
    if (record.isMarkedForDelete) throw new Win32Error('DeleteService', ERROR_SERVICE_MARKED_FOR_DELETE);
    record.isMarkedForDelete = true;
  }

  /** @throws ERROR_SERVICE_MARKED_FOR_DELETE, ERROR_DUPLICATE_SERVICE_NAME */
  requireChangeable(api: string, record: ServiceRecord, displayName?: string): void {
    if (record.isMarkedForDelete) throw new Win32Error(api, ERROR_SERVICE_MARKED_FOR_DELETE);
    if (displayName !== undefined && this.#isDisplayNameTaken(displayName, record))
      throw new Win32Error(api, ERROR_DUPLICATE_SERVICE_NAME);
  }

  /** @returns the name of the service with this display name */
  findByDisplayName(displayName: string): string | undefined {
    const wanted = displayName.toLowerCase();
    return [...this.#records.values()].find(
      ({ configuration }) => configuration.displayName.toLowerCase() === wanted,
    )?.name;
  }

  /** Templates of per-user services and drivers are not among them. */
  entries(): ServiceEntry[] {
    return [...this.#records.values()]
      .filter(({ perUser, isDriver }) => perUser !== 'template' && !isDriver)
      .map(({ name, configuration, status }) => ({ name, displayName: configuration.displayName, status }));
  }

  /** @returns the services that run and need this one, each before those that it needs itself */
  dependentsOf({ name }: ServiceRecord): ServiceRecord[] {
    const direct = [...this.#records.values()].filter(({ status, configuration }) => {
      const { dependencies } = configuration;
      return (
        status.state !== 'stopped' && dependencies.some((one) => one.toLowerCase() === name.toLowerCase())
      );
    });
    return [...new Set([...direct.flatMap((one) => this.dependentsOf(one)), ...direct])];
  }

  registrations(): NamedRegistration[] {
    return [...this.#records.values()]
      .filter(({ isDriver }) => !isDriver)
      .map(({ name, registration }) => ({ name, registration }));
  }

  /** @returns the processes of the services; there are no others */
  processes(): ProcessEntry[] {
    const found = new Map<number, ProcessEntry>();
    for (const { status, processStartedAt: startedAt, process } of this.#records.values()) {
      const { processId } = status;
      if (processId === undefined || found.has(processId)) continue;
      found.set(processId, { processId, startedAt, ...(process?.usage?.() ?? PROCESS_USAGE) });
    }
    return [...found.values()];
  }

  /** @throws ERROR_INVALID_PARAMETER, ERROR_ACCESS_DENIED: services run as other accounts */
  openProcess(processId: number, caller: Caller): EndableProcess {
    const record = [...this.#records.values()].find(({ status }) => status.processId === processId);
    if (record === undefined) throw new Win32Error('OpenProcess', ERROR_INVALID_PARAMETER);
    if (caller === 'user') throw new Win32Error('OpenProcess', ERROR_ACCESS_DENIED);
    return {
      startedAt: record.processStartedAt,
      isCritical: false,
      end: (exitCode) => {
        this.#endProcess(processId, exitCode);
      },
      [Symbol.dispose]: () => undefined,
    };
  }

  closeHandle(record: ServiceRecord): void {
    record.openHandles -= 1;
    this.#forgetIfGone(record);
  }

  /** Ends the service's process from outside, as Task Manager does: the SCM reports 1067. */
  killProcess(record: ServiceRecord): void {
    const { processId } = record.status;
    if (processId !== undefined) this.#endProcess(processId, ERROR_PROCESS_ABORTED);
  }

  /** Ends all services in it. */
  #endProcess(processId: number, exitCode: number): void {
    for (const { status, process } of this.#records.values())
      if (status.processId === processId) process?.end(exitCode);
  }

  /** Ends every process, and so every timer, for good. */
  shutDown(): void {
    this.#isShutDown = true;
    for (const record of this.#records.values()) this.killProcess(record);
  }

  #createProcess(record: ServiceRecord): SimulatedProcess {
    const neighbour = this.#neighbourOf(record);
    // Windows uses multiples of four.
    if (neighbour === undefined) this.#lastProcessId += 4;
    record.processStartedAt = neighbour?.processStartedAt ?? this.#clock.now();
    record.process = this.#programs.start({
      clock: this.#clock,
      processId: neighbour?.status.processId ?? this.#lastProcessId,
      service: record.name,
      report: (status) => {
        record.status = status;
        this.#forgetIfGone(record);
      },
    });
    return record.process;
  }

  /** @returns a service whose process is also this one's */
  #neighbourOf({ processGroup }: ServiceRecord): ServiceRecord | undefined {
    if (processGroup === undefined) return undefined;
    return [...this.#records.values()].find(
      (one) => one.processGroup === processGroup && one.status.processId !== undefined,
    );
  }

  #forgetIfGone(record: ServiceRecord): void {
    if (record.isGone) this.#records.delete(record.name.toLowerCase());
  }

  #isDisplayNameTaken(displayName: string, except?: ServiceRecord): boolean {
    const wanted = displayName.toLowerCase();
    const others = [...this.#records.values()].filter((record) => record !== except);
    return others.some(({ name, configuration }) => {
      return [name, configuration.displayName].some((taken) => taken.toLowerCase() === wanted);
    });
  }
}
