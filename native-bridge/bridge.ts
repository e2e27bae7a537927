import type { StartType } from '../common/service-configuration.ts';
import type { HelperVerb } from '../common/sigma-service.ts';
import type { AcceptedControl, ServiceState, ServiceStatus } from '../common/service-status.ts';
import type { WindowsVersion } from '../common/windows-name.ts';
import type { Files } from './files.ts';
import type { Inspection, Signature } from './inspection.ts';
import type { ServiceSetting, ServiceSettings } from './service-settings.ts';

/**
 * The operating system as both of Sigma's programs see it. `win32/` is the real one, `simulated/` behaves the same in
 * memory; test/conformance runs one suite against both. Every failure is a Win32Error; raw structs stay inside.
 */
export interface SystemBridge {
  readonly serviceManager: ServiceManagers;
  readonly mailslots: MailslotPoster;
  readonly registry: Registry;
  readonly files: Files;
  readonly installers: Installers;
  readonly inspection: Inspection;
  /**
   * @returns the user whose process asked for this one, as a security descriptor's text has him: his SID, or its two
   *   letters. Behind the administrator prompt this process may run as somebody else
   * @throws ERROR_NONE_MAPPED where the system does not tell for certain who that is
   */
  askingUser(): Promise<string>;
  /**
   * The variables of the environment that only administrators can change. Those of a person (`HKCU\Environment`), which an
   * elevated process has as well, take the place of others of the same name.
   * @throws Win32Error where the system does not tell them
   */
  systemVariables(): NodeJS.ProcessEnv;
}

/** This process. */
interface OwnProcess {
  /**
   * Ends this process at once, whatever its threads are at. Node and Electron wait for all of them, and one may hang in
   * a call into the system for as long as a prompt is open. No code runs afterwards: what is to be kept is written
   * before. The simulated computer has no such thread, and leaves the end to Node.
   */
  endProcess(exitCode: number): void;
}

/** The operating system as the client sees it, on a person's desktop. */
export interface NativeBridge extends SystemBridge, OwnProcess {
  readonly kind: 'win32' | 'simulated';
  readonly mailslots: Mailslots;
  readonly elevation: Elevation;
  readonly system: SystemInformation;
  /**
   * @param name of a value below HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Run
   * @returns whether the person has switched off that program's start among Windows' startup apps
   */
  isStartupSwitchedOff(name: string): boolean;
  /**
   * Asks for the number of a message that windows know by its name, the same for all programs (RegisterWindowMessageW).
   * @throws ERROR_INVALID_PARAMETER for a NUL
   */
  registerWindowMessage(name: string): number;
}

/** The operating system as SigmaSrv.exe sees it, run by the SCM or from a console. There is none that is simulated. */
export interface ServiceBridge extends SystemBridge, OwnProcess {
  readonly serviceHost: ServiceHost;
  readonly eventLog: EventLog;
  /**
   * Writes to the console, in whatever language, where standard output is one.
   * @returns false, and nothing is written, where it is a file, a pipe, or nothing
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
   * @returns the name of the service that has this display name, in any case of letters
   * @throws ERROR_INVALID_NAME
   */
  findByDisplayName(displayName: string): Promise<string | undefined>;
  /**
   * Every service that runs as a program, drivers left out, with its status (EnumServicesStatusExW). One that this user may
   * not query is left out by the system, and nothing says so.
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

/** ENUM_SERVICE_STATUSW: one service that needs another. */
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
  /** Such as `NT AUTHORITY\LocalService`; LocalSystem where it is undefined. */
  readonly account: string | undefined;
}

/** SERVICE_ERROR_IGNORE to SERVICE_ERROR_CRITICAL, in the order of their values. */
export const ERROR_CONTROLS = ['ignore', 'normal', 'severe', 'critical'] as const;
type ErrorControl = (typeof ERROR_CONTROLS)[number];

/** QUERY_SERVICE_CONFIGW in our words. */
export interface ServiceConfiguration {
  readonly displayName: string;
  /** As it is stored: with its quotation marks and arguments. */
  readonly imagePath: string;
  readonly startType: StartType;
  readonly errorControl: ErrorControl;
  /** The services, and groups of services after a `+`, that must run before it. */
  readonly dependencies: readonly string[];
  /** Whether SERVICE_WIN32_OWN_PROCESS is set. */
  readonly ownProcess: boolean;
  readonly account: string;
}

/** What ChangeServiceConfigW can change; what is left out stays as it is. */
export interface ServiceConfigurationChanges {
  readonly displayName?: string;
  /** The absolute path of the executable, without quotation marks. */
  readonly executable?: string;
  readonly startType?: StartType;
  readonly account?: string;
}

/**
 * SERVICE_CONTROL_STOP, _PAUSE, _CONTINUE, _INTERROGATE and _PARAMCHANGE, or a number of the user-defined range, 128 to
 * 255, which means what the service says it means.
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
   * Holds on to the process that the service runs in now, whoever's it is, so that its end can be seen: `stopped` comes a
   * little earlier, and until then its files are in use.
   * @returns undefined where there is none
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
  /** @throws ERROR_ACCESS_DENIED without `query-config`, ERROR_INVALID_LEVEL where the system lacks it */
  querySetting<Setting extends ServiceSetting>(setting: Setting): Promise<ServiceSettings[Setting]>;
  /**
   * A failure action that restarts needs the right `start` as well.
   * @throws ERROR_ACCESS_DENIED without `change-config`, ERROR_INVALID_LEVEL where the system lacks it,
   *   ERROR_SERVICE_MARKED_FOR_DELETE, ERROR_INVALID_PARAMETER
   */
  changeSetting<Setting extends ServiceSetting>(
    setting: Setting,
    value: ServiceSettings[Setting],
  ): Promise<void>;
  /** Services that run and need this one (EnumDependentServicesW). @throws ERROR_ACCESS_DENIED */
  queryDependents(): Promise<readonly ServiceSummary[]>;
  /**
   * Who may do what with the service.
   * @returns the access list as SDDL, `D:(A;;…)`
   * @throws ERROR_ACCESS_DENIED without `read-control`
   */
  queryAccessList(): Promise<string>;
  /**
   * @param sddl an access list as {@link queryAccessList} gives it
   * @throws ERROR_ACCESS_DENIED without `write-dac`, ERROR_INVALID_ACL
   */
  changeAccessList(sddl: string): Promise<void>;
  /**
   * Asks the SCM to start it, and returns once its process has reached the dispatcher; the service may still
   * be start-pending. Blocks up to 30 s while the SCM is busy, never on the calling thread.
   * @throws ERROR_SERVICE_ALREADY_RUNNING, ERROR_SERVICE_DISABLED, ERROR_SERVICE_REQUEST_TIMEOUT,
   *   ERROR_SERVICE_LOGON_FAILED, ERROR_SERVICE_MARKED_FOR_DELETE, ERROR_FILE_NOT_FOUND,
   *   ERROR_PATH_NOT_FOUND, ERROR_ACCESS_DENIED without `start`
   */
  start(): Promise<void>;
  /**
   * @throws ERROR_INVALID_PARAMETER for another number than a user-defined one; ERROR_SERVICE_NOT_ACTIVE,
   *   ERROR_INVALID_SERVICE_CONTROL, ERROR_SERVICE_CANNOT_ACCEPT_CTRL, ERROR_DEPENDENT_SERVICES_RUNNING,
   *   ERROR_SERVICE_REQUEST_TIMEOUT, ERROR_ACCESS_DENIED without the right
   */
  control(control: ServiceControl): Promise<void>;
  /**
   * Marks it for deletion: it is gone once every handle is closed and it has stopped.
   * @throws ERROR_SERVICE_MARKED_FOR_DELETE, ERROR_ACCESS_DENIED without `delete`
   */
  delete(): Promise<void>;
}

/** A process that was there when it was first looked at. */
export interface WatchedProcess extends Disposable {
  /**
   * Whether the process itself is held. Where this user may not open it, only its id can be looked at, which lives on for
   * as long as anybody holds the process, and may be another's by then.
   */
  readonly isHeld: boolean;
  /** Answers at once, and never throws. */
  hasEnded(): boolean;
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
  /** How many were dropped, oldest first, because they arrived faster than batches were taken. */
  readonly dropped: number;
}

/** One message as it arrived: untrusted bytes, at most MAX_MESSAGE_BYTES of them. */
export interface MailslotMessage {
  readonly bytes: Uint8Array;
  /** Milliseconds since 1970. */
  readonly arrivedAt: number;
}

/** A longer message is refused by the system on the writer's side, or cut where the system does not. */
export const MAX_MESSAGE_BYTES = 65_536;

export interface MailslotServer extends AsyncDisposable {
  /**
   * Settles when reading has ended: with undefined after closing, or with the Win32Error that ended it.
   * The mailslot does not exist any more then.
   */
  readonly ended: Promise<Error | undefined>;
  /**
   * Ends the reading thread and closes the handle, at once also while nothing arrives. Harmless when repeated.
   * @throws WAIT_TIMEOUT where the thread cannot be woken within some seconds: then the mailslot lasts as long as the
   *   process
   */
  close(): Promise<void>;
}

/** SigmaSrv.exe as the helper that runs elevated. */
export interface Helper {
  /** Its fixed path. */
  readonly executable: string;
  /** Every file of its folder that it is made of, by name, with the file's SHA-256 in lower-case hexadecimal. */
  readonly sha256: Readonly<Record<string, string>>;
}

/** The handle of no window. */
export const NO_WINDOW = 0;

export interface Elevation {
  /**
   * Runs the bundled helper with administrator rights, which shows one prompt, and waits for its end.
   * Its files are held against any change meanwhile.
   * @param timeoutMs how long the helper may run once the prompt has been answered
   * @param ownerWindow the handle (HWND) of the window that a person looks at, which the prompt comes from;
   *   {@link NO_WINDOW} has it flash on the taskbar
   * @returns the helper's exit code, a Win32 error code: ask the SCM what is true instead of believing it
   * @throws ERROR_CANCELLED if the prompt was refused, ERROR_FILE_NOT_FOUND, WAIT_TIMEOUT; before the prompt
   *   ERROR_INVALID_IMAGE_HASH if a file is not the one that was built, ERROR_SHARING_VIOLATION while one is written
   */
  runElevated(helper: Helper, verb: HelperVerb, timeoutMs: number, ownerWindow: number): Promise<number>;
  /**
   * Has the helper copy an installer to where only administrators can write, look at the copy there, and start that, which
   * shows one prompt.
   * @param installer that {@link Installers.hold} has opened
   * @throws what {@link runElevated} throws, and what the helper ends with: ERROR_INSTALL_PACKAGE_INVALID if it is no newer
   *   version that the helper's own publisher has signed, ERROR_INSTALL_ALREADY_RUNNING, ERROR_INSTALL_FAILURE if it ends
   *   at once
   */
  startInstaller(helper: Helper, installer: HeldInstaller, ownerWindow: number): Promise<void>;
}

export interface Installers {
  /**
   * Opens an installer so that nobody can write, rename or delete it from then on.
   * @throws ERROR_FILE_NOT_FOUND, ERROR_ACCESS_DENIED; ERROR_SHARING_VIOLATION while somebody has it open for writing
   */
  hold(path: string): HeldInstaller;
}

/** An installer, or any other executable, that nobody can change. Disposing releases it; what was started keeps running. */
export interface HeldInstaller extends Disposable {
  /**
   * What the file says of itself, and whose it is.
   * @param network whether certificates that are missing here may be fetched. A file names where from, and is asked with
   *   this process's credentials
   * @throws Win32Error where this Windows cannot tell
   */
  describe(network: 'online' | 'offline'): Promise<InstallerFacts>;
}

/** What Windows says of an installer. */
export interface InstallerFacts {
  readonly signature: Signature;
  /** Who signed it, as an X.500 name: `CN=…, O=…, C=…`. Undefined unless the signature is valid. */
  readonly signer: string | undefined;
  /** ProductName and ProductVersion of the version information. */
  readonly product: string | undefined;
  readonly version: string | undefined;
}

export interface SystemInformation {
  readonly computerName: string;
  readonly windows: WindowsVersion;
  readonly processors: number;
  /** What divides the items of a list, as the person has it set: a comma or a semicolon, mostly. */
  readonly listSeparator: string;
}

/** REG_DWORD, or REG_SZ and REG_EXPAND_SZ with its variables as they are. */
export type RegistryValue = number | string;

/**
 * HKEY_LOCAL_MACHINE, in the view of 64-bit programs. Calls return at once: nothing in the registry is waited for.
 * Keys are paths below it, such as `SYSTEM\CurrentControlSet\Services\SigmaSrv`.
 */
export interface Registry {
  /**
   * @returns undefined where the key or the value does not exist, or holds another kind of data
   * @throws ERROR_ACCESS_DENIED
   */
  read(key: string, name: string): RegistryValue | undefined;
  /**
   * Creates the key where it is missing. Text with a `%VARIABLE%` is stored as REG_EXPAND_SZ.
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

/** What a service tells the SCM of itself. */
export interface ReportedStatus {
  readonly state: ServiceState;
  readonly acceptedControls: readonly AcceptedControl[];
  readonly win32ExitCode: number;
  /** Only heeded where win32ExitCode is 1066, ERROR_SERVICE_SPECIFIC_ERROR. */
  readonly serviceSpecificExitCode: number;
  readonly checkPoint: number;
  readonly waitHintMs: number;
}

/** A service as the SCM runs it: both functions are called on the thread that called {@link ServiceHost.run}. */
export interface ServiceProgram {
  readonly name: string;
  /** ServiceMain: must report a pending state before any heavy work. */
  main(report: (status: ReportedStatus) => void): void;
  /**
   * HandlerEx: must return soon, since the SCM waits.
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
   * @returns whether this process's token has the SID, and it is enabled
   * @throws ERROR_INVALID_SID, ERROR_ACCESS_DENIED
   */
  isInOwnToken(sid: string): boolean;
}

export type EventType = 'error' | 'warning' | 'information';

export interface EventLog {
  /**
   * Writes one event into the Application log.
   * @param source as it is registered; the system's text for it is unknown otherwise, and shows a complaint
   * @param id 1 to 1000: the message file that comes with Windows, EventCreate.exe, has the text `%1` for each of them
   * @throws ERROR_INVALID_PARAMETER for a NUL, and what the system answers
   */
  report(source: string, type: EventType, id: number, text: string): void;
}
