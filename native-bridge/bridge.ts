import type { StartType } from '../common/service-configuration.ts';
import type { ServiceRegistration } from '../common/service-registration.ts';
import type { HelperRequest } from '../common/sigma-service.ts';
import type { AcceptedControl, ServiceState, ServiceStatus } from '../common/service-status.ts';
import type { WindowsVersion } from '../common/windows-name.ts';
import type { Files } from './files.ts';
import type { Inspection, Signature } from './inspection.ts';
import type { ProcessEntry } from './process-information.ts';
import type { ServiceSetting, ServiceSettings } from './service-settings.ts';

/**
 * The operating system as both of Sigma's programs see it. `win32/` is the real one, `simulated/` behaves the same in
 * memory; test/conformance runs one suite against both. Every failure is a Win32Error; raw structs stay inside.
 */
export interface SystemBridge {
  readonly serviceManager: ServiceManagers;
  readonly mailslots: MailslotPoster;
  readonly registry: Registry;
  /**
   * @returns how every service of this computer is registered, drivers left out; also of those that this user may not
   *   query, which {@link ServiceManager.enumerateServices} leaves out
   * @throws Win32Error where this user may not read the registry's list of services
   */
  serviceRegistrations(): readonly NamedRegistration[];
  /**
   * Looks at all processes at once, of whatever account; no process has to be opened for that.
   * @throws ERROR_CALL_NOT_IMPLEMENTED if this Windows describes processes in a way that Sigma does not know
   */
  listProcesses(): Promise<readonly ProcessEntry[]>;
  /**
   * Opens a process of any account so that it can be ended. The privilege for that is enabled during this call only.
   * @throws ERROR_INVALID_PARAMETER if there is no such process; ERROR_ACCESS_DENIED without administrator rights, and
   *   with them for a process that Windows protects
   */
  openProcess(processId: number): EndableProcess;
  readonly files: Files;
  readonly installers: Installers;
  readonly inspection: Inspection;
  /**
   * @returns the user whose process requested this one, as in a security descriptor's text: a SID, or two letters.
   *   Behind the administrator prompt, this process may run as another user
   * @throws ERROR_NONE_MAPPED if Windows does not tell for certain who that is
   */
  askingUser(): Promise<string>;
  /**
   * The environment variables that only administrators can change. An elevated process also has the user's variables
   * (`HKCU\Environment`), which replace others of the same name.
   * @throws Win32Error if Windows does not tell them
   */
  systemVariables(): NodeJS.ProcessEnv;
}

/** A service by its key name, and how it is registered. */
export interface NamedRegistration {
  readonly name: string;
  readonly registration: ServiceRegistration;
}

/** This process. */
interface OwnProcess {
  /**
   * Ends this process at once, whatever its threads are doing. Node and Electron wait for all threads, and one may hang
   * in a system call for as long as a prompt is open. No code runs afterwards, so everything to be kept must have been
   * written. The simulated computer has no such thread, and leaves the end to Node.
   */
  endProcess(exitCode: number): void;
}

/** The operating system as the client sees it, on a user's desktop. */
export interface NativeBridge extends SystemBridge, OwnProcess {
  readonly kind: 'win32' | 'simulated';
  readonly mailslots: Mailslots;
  readonly elevation: Elevation;
  readonly system: SystemInformation;
  /**
   * @param name of a value below HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Run
   * @returns whether the user has switched off that startup app
   */
  isStartupSwitchedOff(name: string): boolean;
  /**
   * Returns the number of a window message with a registered name, the same for all programs (RegisterWindowMessageW).
   * @throws ERROR_INVALID_PARAMETER for a NUL
   */
  registerWindowMessage(name: string): number;
}

/** The operating system as SigmaSrv.exe sees it, started by the SCM or from a console. It has no simulated version. */
export interface ServiceBridge extends SystemBridge, OwnProcess {
  readonly serviceHost: ServiceHost;
  readonly eventLog: EventLog;
  /**
   * Writes text in any language to the console, if standard output is one.
   * @returns false, with nothing written, if it is a file, a pipe or nothing
   * @throws Win32Error
   */
  writeToConsole(text: string): boolean;
}

/** Access rights of the SCM itself: SC_MANAGER_CONNECT, _CREATE_SERVICE, _ENUMERATE_SERVICE. */
export type ServiceManagerAccess = 'connect' | 'create-service' | 'enumerate';

/** Access rights of one service: SERVICE_QUERY_STATUS and so on, DELETE, READ_CONTROL and WRITE_DAC. */
export type ServiceAccess =
  | 'query-status'
  | 'interrogate'
  | 'query-config'
  | 'change-config'
  | 'enumerate-dependents'
  | 'start'
  | 'stop'
  | 'pause-continue'
  | 'user-defined-control'
  | 'read-control'
  | 'write-dac'
  | 'delete';

export interface ServiceManagers {
  /**
   * Opens this computer's SCM (OpenSCManagerW).
   * @throws ERROR_ACCESS_DENIED for `create-service` without administrator rights
   */
  localComputer(access: readonly ServiceManagerAccess[]): Promise<ServiceManager>;
}

/** An open handle of the SCM. Closing it twice is harmless; using it afterwards gives ERROR_INVALID_HANDLE. */
export interface ServiceManager extends Disposable {
  /**
   * @throws ERROR_SERVICE_DOES_NOT_EXIST, ERROR_ACCESS_DENIED, ERROR_INVALID_NAME
   */
  openService(name: string, access: readonly ServiceAccess[]): Promise<Service>;
  /**
   * Creates an own-process service with demand start and error control normal. The image path is quoted here.
   * @throws ERROR_SERVICE_EXISTS, ERROR_DUPLICATE_SERVICE_NAME, ERROR_SERVICE_MARKED_FOR_DELETE,
   *   ERROR_ACCESS_DENIED, ERROR_INVALID_NAME, ERROR_INVALID_SERVICE_ACCOUNT
   */
  createService(definition: ServiceDefinition, access: readonly ServiceAccess[]): Promise<Service>;
  /**
   * @returns the name of the service with this display name, in any case of letters
   * @throws ERROR_INVALID_NAME
   */
  findByDisplayName(displayName: string): Promise<string | undefined>;
  /**
   * Lists every service except drivers, with its status (EnumServicesStatusExW). Windows silently leaves out services
   * that this user may not query.
   * @throws ERROR_ACCESS_DENIED without `enumerate`
   */
  enumerateServices(): Promise<readonly ServiceEntry[]>;
}

/** ENUM_SERVICE_STATUS_PROCESSW: one service of the computer. */
export interface ServiceEntry {
  /** Its key name. */
  readonly name: string;
  readonly displayName: string;
  readonly status: ServiceStatus;
}

/** ENUM_SERVICE_STATUSW: a service that depends on another. */
export interface ServiceSummary {
  readonly name: string;
  readonly displayName: string;
  readonly state: ServiceState;
}

export interface ServiceDefinition {
  readonly name: string;
  readonly displayName: string;
  /** The absolute path of the executable, without quotation marks. */
  readonly executable: string;
  readonly startType: StartType;
  /** For example `NT AUTHORITY\LocalService`; undefined for LocalSystem. */
  readonly account: string | undefined;
}

/** SERVICE_ERROR_IGNORE to SERVICE_ERROR_CRITICAL, in the order of their values. */
export const ERROR_CONTROLS = ['ignore', 'normal', 'severe', 'critical'] as const;
type ErrorControl = (typeof ERROR_CONTROLS)[number];

/** QUERY_SERVICE_CONFIGW in our words. */
export interface ServiceConfiguration {
  readonly displayName: string;
  /** As stored, with its quotation marks and arguments. */
  readonly imagePath: string;
  readonly startType: StartType;
  readonly errorControl: ErrorControl;
  /** The services, and after a `+` the groups of services, that must be running before this one starts. */
  readonly dependencies: readonly string[];
  /** Whether SERVICE_WIN32_OWN_PROCESS is set. */
  readonly ownProcess: boolean;
  /** Whether it is a driver, which the SCM keeps among the services. */
  readonly isDriver: boolean;
  readonly account: string;
}

/** What ChangeServiceConfigW can change; fields left out stay as they are. */
export interface ServiceConfigurationChanges {
  readonly displayName?: string;
  /** The absolute path of the executable, without quotation marks. */
  readonly executable?: string;
  readonly startType?: StartType;
  readonly account?: string;
}

/**
 * SERVICE_CONTROL_STOP, _PAUSE, _CONTINUE, _INTERROGATE and _PARAMCHANGE, or a user-defined number from 128 to 255,
 * whose meaning is up to the service.
 */
export type ServiceControl = 'stop' | 'pause' | 'continue' | 'interrogate' | 'param-change' | number;

/** https://learn.microsoft.com/windows/win32/api/winsvc/nf-winsvc-controlservice */
export function isUserDefinedControl(control: number): boolean {
  return Number.isInteger(control) && control >= 128 && control <= 255;
}

/** An open handle of one service. Closing it twice is harmless; using it afterwards gives ERROR_INVALID_HANDLE. */
export interface Service extends Disposable {
  /** @throws ERROR_ACCESS_DENIED without `query-status` */
  queryStatus(): Promise<ServiceStatus>;
  /**
   * Opens the service's current process, whoever it runs as, so that its end can be detected: the service reports
   * `stopped` a little earlier, and until the process ends its files are in use.
   * @returns undefined if there is no process, or one that other services may share, which does not end with this one
   * @throws ERROR_ACCESS_DENIED without `query-status`
   */
  watchProcess(): Promise<WatchedProcess | undefined>;
  /** @throws ERROR_ACCESS_DENIED without `query-config` */
  queryConfiguration(): Promise<ServiceConfiguration>;
  /**
   * @throws ERROR_ACCESS_DENIED without `change-config`, ERROR_INVALID_NAME, ERROR_INVALID_PARAMETER,
   *   ERROR_DUPLICATE_SERVICE_NAME, ERROR_INVALID_SERVICE_ACCOUNT, ERROR_SERVICE_MARKED_FOR_DELETE
   */
  changeConfiguration(changes: ServiceConfigurationChanges): Promise<void>;
  /** @throws ERROR_ACCESS_DENIED without `query-config`, ERROR_INVALID_LEVEL if Windows lacks the setting */
  querySetting<Setting extends ServiceSetting>(setting: Setting): Promise<ServiceSettings[Setting]>;
  /**
   * A failure action that restarts the service requires the right `start` as well.
   * @throws ERROR_ACCESS_DENIED without `change-config`, ERROR_INVALID_LEVEL if Windows lacks the setting,
   *   ERROR_SERVICE_MARKED_FOR_DELETE, ERROR_INVALID_PARAMETER
   */
  changeSetting<Setting extends ServiceSetting>(
    setting: Setting,
    value: ServiceSettings[Setting],
  ): Promise<void>;
  /** Lists the running services that depend on this one (EnumDependentServicesW). @throws ERROR_ACCESS_DENIED */
  queryDependents(): Promise<readonly ServiceSummary[]>;
  /**
   * @returns the access list as SDDL, `D:(A;;…)`
   * @throws ERROR_ACCESS_DENIED without `read-control`
   */
  queryAccessList(): Promise<string>;
  /**
   * @param sddl an access list in the form that {@link queryAccessList} returns
   * @throws ERROR_ACCESS_DENIED without `write-dac`, ERROR_INVALID_ACL
   */
  changeAccessList(sddl: string): Promise<void>;
  /**
   * Asks the SCM to start the service, and returns once its process has reached the dispatcher; the service may still
   * be start-pending. Takes up to 30 s while the SCM is busy, but never on the calling thread.
   * @throws ERROR_SERVICE_ALREADY_RUNNING, ERROR_SERVICE_DISABLED, ERROR_SERVICE_REQUEST_TIMEOUT,
   *   ERROR_SERVICE_LOGON_FAILED, ERROR_SERVICE_MARKED_FOR_DELETE, ERROR_FILE_NOT_FOUND, ERROR_PATH_NOT_FOUND,
   *   ERROR_ACCESS_DENIED without `start`
   */
  start(): Promise<void>;
  /**
   * @throws ERROR_INVALID_PARAMETER for a number that is not user-defined; ERROR_SERVICE_NOT_ACTIVE,
   *   ERROR_INVALID_SERVICE_CONTROL, ERROR_SERVICE_CANNOT_ACCEPT_CTRL, ERROR_DEPENDENT_SERVICES_RUNNING,
   *   ERROR_SERVICE_REQUEST_TIMEOUT, ERROR_ACCESS_DENIED without the right
   */
  control(control: ServiceControl): Promise<void>;
  /**
   * Marks the service for deletion: it is gone once it has stopped and every handle is closed.
   * @throws ERROR_SERVICE_MARKED_FOR_DELETE, ERROR_ACCESS_DENIED without `delete`
   */
  delete(): Promise<void>;
}

/** A process that was running when it was first examined. */
export interface WatchedProcess extends Disposable {
  /**
   * Whether the process itself is open. If this user may not open it, only its id can be checked, which stays valid
   * while anybody has the process open, and may belong to another process by then.
   */
  readonly isHeld: boolean;
  /** Returns at once, and never throws. */
  hasEnded(): boolean;
}

/** An open process. As long as it is open, no other process gets its id. */
export interface EndableProcess extends Disposable {
  /** Milliseconds since 1970. @throws Win32Error */
  readonly startedAt: number;
  /** Whether its end would stop the whole computer. @throws Win32Error if Windows does not tell */
  readonly isCritical: boolean;
  /** Ends it at once, whatever it is doing. Harmless if it has ended already. @throws ERROR_ACCESS_DENIED */
  end(exitCode: number): void;
}

interface MailslotPoster {
  /**
   * Opens, writes one message and closes, off the calling thread: the article's contract for a poster.
   * @throws ERROR_FILE_NOT_FOUND if no client owns the mailslot, ERROR_ACCESS_DENIED,
   *   ERROR_SHARING_VIOLATION, ERROR_INVALID_NAME
   */
  post(name: string, message: Uint8Array): Promise<void>;
}

export interface Mailslots extends MailslotPoster {
  /**
   * Creates the mailslot and starts reading it on a thread of its own.
   * @param onBatch called with what arrived, oldest first; not called while nothing arrives
   * @throws ERROR_ALREADY_EXISTS if the name is taken in any case of letters, ERROR_INVALID_NAME
   */
  create(name: string, onBatch: (batch: MailslotBatch) => void): Promise<MailslotServer>;
}

export interface MailslotBatch {
  readonly messages: readonly MailslotMessage[];
  /** How many messages were dropped, oldest first, because they arrived faster than batches were taken. */
  readonly dropped: number;
}

/** One message as it arrived: untrusted bytes, at most MAX_MESSAGE_BYTES of them. */
export interface MailslotMessage {
  readonly bytes: Uint8Array;
  /** Milliseconds since 1970. */
  readonly arrivedAt: number;
}

/** Windows refuses a longer message when it is written; elsewhere it is cut. */
export const MAX_MESSAGE_BYTES = 65_536;

export interface MailslotServer extends AsyncDisposable {
  /**
   * Settles when reading has ended: with undefined after closing, or with the Win32Error that ended it. The mailslot no
   * longer exists then.
   */
  readonly ended: Promise<Error | undefined>;
  /**
   * Ends the reading thread and closes the handle, at once even if nothing arrives. Harmless when repeated.
   * @throws WAIT_TIMEOUT if the thread can't be woken within several seconds: then the mailslot lasts as long as the
   *   process
   */
  close(): Promise<void>;
}

/** SigmaSrv.exe as the elevated helper. */
export interface Helper {
  /** Its fixed path. */
  readonly executable: string;
  /** All of its files, by name, with the SHA-256 of each in lower-case hexadecimal. */
  readonly sha256: Readonly<Record<string, string>>;
}

/** Stands for no window. */
export const NO_WINDOW = 0;

export interface Elevation {
  /**
   * Runs the bundled helper with administrator rights, which shows one prompt, and waits for its end. Meanwhile its
   * files are protected against any change.
   * @param timeoutMs how long the helper may run once the prompt has been answered
   * @param ownerWindow the handle (HWND) of the window that owns the prompt; with {@link NO_WINDOW} the prompt only
   *   flashes on the taskbar
   * @returns the helper's exit code, a Win32 error code: ask the SCM what is true instead of believing it
   * @throws ERROR_CANCELLED if the user refused the prompt, ERROR_FILE_NOT_FOUND, WAIT_TIMEOUT; before the prompt
   *   ERROR_INVALID_PARAMETER for any other request, ERROR_INVALID_IMAGE_HASH if a file is not the one that was built,
   *   ERROR_SHARING_VIOLATION while a file is open for writing
   */
  runElevated(
    helper: Helper,
    request: HelperRequest,
    timeoutMs: number,
    ownerWindow: number,
  ): Promise<number>;
  /**
   * Has the helper copy an installer to where only administrators can write, verify the copy there and start it, which
   * shows one prompt.
   * @param installer opened by {@link Installers.hold}
   * @throws what {@link runElevated} throws, and the code that the helper ends with: ERROR_INSTALL_PACKAGE_INVALID
   *   unless it is a newer version signed by the helper's own publisher, ERROR_INSTALL_ALREADY_RUNNING,
   *   ERROR_INSTALL_FAILURE if it ends at once
   */
  startInstaller(helper: Helper, installer: HeldInstaller, ownerWindow: number): Promise<void>;
}

export interface Installers {
  /**
   * Opens an installer so that nobody can write, rename or delete it from then on.
   * @throws ERROR_FILE_NOT_FOUND, ERROR_ACCESS_DENIED; ERROR_SHARING_VIOLATION while it is open for writing
   */
  hold(path: string): HeldInstaller;
}

/**
 * An installer, or any other executable, that nobody can change. Disposing releases it; a program started from it keeps
 * running.
 */
export interface HeldInstaller extends Disposable {
  /**
   * Reads what the file says about itself, and who signed it.
   * @param network whether missing certificates may be fetched. The file names the address, and this process's
   *   credentials are used
   * @throws Win32Error if this Windows can't tell
   */
  describe(network: 'online' | 'offline'): Promise<InstallerFacts>;
}

/** What Windows tells about an installer. */
export interface InstallerFacts {
  readonly signature: Signature;
  /** The signer as an X.500 name: `CN=…, O=…, C=…`. Undefined unless the signature is valid. */
  readonly signer: string | undefined;
  /** ProductName and ProductVersion from the version information. */
  readonly product: string | undefined;
  readonly version: string | undefined;
}

export interface SystemInformation {
  readonly computerName: string;
  readonly windows: WindowsVersion;
  readonly processors: number;
  /** The user's list separator, usually a comma or a semicolon. */
  readonly listSeparator: string;
}

/** REG_DWORD, or REG_SZ and REG_EXPAND_SZ without expanding variables. */
export type RegistryValue = number | string;

/**
 * HKEY_LOCAL_MACHINE, as 64-bit programs see it. Calls return at once, because nothing in the registry blocks. Keys are
 * paths below it, such as `SYSTEM\CurrentControlSet\Services\SigmaSrv`.
 */
export interface Registry {
  /**
   * @returns undefined if the key or value does not exist, or the value has another data type
   * @throws ERROR_ACCESS_DENIED
   */
  read(key: string, name: string): RegistryValue | undefined;
  /**
   * Creates the key if it is missing. A text with a `%VARIABLE%` is stored as REG_EXPAND_SZ.
   * @throws ERROR_ACCESS_DENIED without administrator rights, ERROR_INVALID_PARAMETER for a NUL
   */
  write(key: string, name: string, value: RegistryValue): void;
  /**
   * Deletes the key with everything below it.
   * @returns whether it existed
   * @throws ERROR_ACCESS_DENIED without administrator rights
   */
  deleteKey(key: string): boolean;
}

/** What a service reports to the SCM about itself. */
export interface ReportedStatus {
  readonly state: ServiceState;
  readonly acceptedControls: readonly AcceptedControl[];
  readonly win32ExitCode: number;
  /** Used only if win32ExitCode is 1066, ERROR_SERVICE_SPECIFIC_ERROR. */
  readonly serviceSpecificExitCode: number;
  readonly checkPoint: number;
  readonly waitHintMs: number;
}

/** A service as the SCM runs it. Both functions are called on the thread that called {@link ServiceHost.run}. */
export interface ServiceProgram {
  readonly name: string;
  /** ServiceMain: must report a pending state before any lengthy work. */
  main(report: (status: ReportedStatus) => void): void;
  /**
   * HandlerEx: must return soon, because the SCM is waiting.
   * @param control a SERVICE_CONTROL_ value
   * @returns 0, or ERROR_CALL_NOT_IMPLEMENTED (120) for a control that is not handled
   */
  handleControl(control: number): number;
}

export interface ServiceHost {
  /**
   * Connects this process to the SCM, and serves until the service has reported that it stopped.
   * @throws ERROR_FAILED_SERVICE_CONTROLLER_CONNECT if the SCM did not start this process
   */
  run(program: ServiceProgram): Promise<void>;
  /**
   * @param sid in its string form
   * @returns whether this process's token contains the SID, enabled
   * @throws ERROR_INVALID_SID, ERROR_ACCESS_DENIED
   */
  isInOwnToken(sid: string): boolean;
}

export type EventType = 'error' | 'warning' | 'information';

export interface EventLog {
  /**
   * Writes one event to the Application log.
   * @param source as registered; without a registration, the event log shows a complaint instead of the text
   * @param id 1 to 1000: EventCreate.exe, a message file of Windows, has the text `%1` for each of these
   * @throws ERROR_INVALID_PARAMETER for a NUL, and what Windows returns
   */
  report(source: string, type: EventType, id: number, text: string): void;
}
