import { SERVICE_DISPLAY_NAME, SERVICE_NAME } from '../../common/product.ts';
import { win32 } from 'node:path';
import { SERVICE_KEY } from '../../common/sigma-service.ts';
import {
  registrationContext,
  placesOf,
  type RegisterOptions,
  type RegistrationContext,
} from '../../engine/registration/context.ts';
import { sigmaPrograms } from '../../engine/simulation/sigma-programs.ts';
import { memoryLog } from './engine-subject.ts';
import { parseCommandLine } from '../../engine/verbs/command-line.ts';
import { isHelperCommand, performCommand } from '../../engine/verbs/perform-command.ts';
import type { SystemBridge } from '../../native-bridge/bridge.ts';
import { SimulatedComputer } from '../../native-bridge/simulated/simulated-computer.ts';
import { registerService } from '../../engine/registration/register.ts';
import { EVENT_SOURCE_KEY, CLOSED_FOLDER_ACCESS, SERVICE_FILES } from '../../engine/registration/wanted.ts';
import { NEW_SERVICE_SETTINGS, type ServiceSetting } from '../../native-bridge/service-settings.ts';
import type { Caller } from '../../native-bridge/simulated/calls.ts';
import type { ServiceRecord } from '../../native-bridge/simulated/scm.ts';
import type { ServiceManagers } from '../../native-bridge/bridge.ts';
import { timeUntil } from './engine-subject.ts';
import { ManualClock } from './manual-clock.ts';

/** Where only administrators can change it, so it runs from there. */
export const INSTALLED = String.raw`C:\Program Files\Sigma\SigmaSrv.exe`;
/** Where its user can change it, so it is copied from there to {@link RELOCATED}. */
export const DOWNLOADED = String.raw`C:\Users\ann\Downloads\SigmaSrv.exe`;
export const RELOCATED = String.raw`C:\Program Files\Sigma Service\SigmaSrv.exe`;

/** The earlier place for copies, inside the installed Sigma's folder. */
export const FORMER_COPY = String.raw`C:\Program Files\Sigma\service\SigmaSrv.exe`;

export const DEMAND: RegisterOptions = { startType: 'demand', allowUserControl: false };
export const DELAYED_WITH_USER_CONTROL: RegisterOptions = {
  startType: 'delayed-auto',
  allowUserControl: true,
};

/** A computer in memory without any service, and everything on it that registering can change. */
export class Computer implements Disposable {
  readonly clock = new ManualClock();
  readonly #simulated = new SimulatedComputer(
    this.clock,
    sigmaPrograms({ post: () => 0, postIntervalMs: () => 1_000, checkPointIntervalMs: 100 }),
  );
  readonly registry = this.#simulated.registry;
  readonly files = this.#simulated.files;
  readonly scm = this.#simulated.scm;
  readonly inspection = this.#simulated.inspection;
  readonly places = placesOf(this.files);
  /** All reported lines, from any context. */
  readonly said: string[] = [];
  /** Replaced if Windows does not tell the user. */
  askingUser: (() => Promise<string>) | undefined;

  /** @param executable the SigmaSrv.exe that the process runs */
  context(executable = INSTALLED, caller: Caller = 'administrator'): RegistrationContext {
    const { clock } = this;
    return registrationContext(this.#bridge(caller), {
      ...{ clock, executable },
      report: (line) => this.said.push(line),
    });
  }

  /** What its commands have logged. */
  readonly log = memoryLog();

  /** Does what an administrator's SigmaSrv.exe does when it is started with a verb. */
  perform(verb: string, executable = INSTALLED): Promise<string> {
    const command = parseCommandLine(verb.split(' '));
    if (!isHelperCommand(command)) throw new Error(`${verb} is none of the helper's`);
    const bridge = this.#bridge('administrator');
    const say = (line: string): void => {
      this.said.push(line);
    };
    return performCommand(command, { bridge, clock: this.clock, executable, say, openLog: () => this.log });
  }

  #bridge(caller: Caller): SystemBridge {
    const bridge = this.#simulated.seenBy(caller);
    return this.askingUser === undefined ? bridge : { ...bridge, askingUser: this.askingUser };
  }

  managers(caller: Caller): ServiceManagers {
    return this.#simulated.seenBy(caller).serviceManager;
  }

  /** @throws ERROR_SERVICE_DOES_NOT_EXIST */
  get service(): ServiceRecord {
    return this.scm.find(SERVICE_NAME);
  }

  /** Lets time pass until the work is done. */
  timeFor<T>(work: Promise<T>): Promise<T> {
    return timeUntil(this.clock, work);
  }

  /** Everything but the log and its folders, which stay whatever happens: plain data, for comparison. */
  snapshot(): unknown {
    const kept = [this.places.dataFolder, this.places.logFolder].map((path) => path.toLowerCase());
    const folders = [...this.files.folders].filter(([path]) => !kept.includes(path));
    return {
      services: this.scm.entries().map(({ name }) => recordData(this.scm.find(name))),
      registry: [...this.registry.keys].map(([key, values]) => [key, Object.fromEntries(values)]),
      folders: Object.fromEntries(folders),
      copies: Object.fromEntries(this.files.copies),
    };
  }

  [Symbol.dispose](): void {
    this.scm.shutDown();
  }
}

function recordData(record: ServiceRecord): unknown {
  const { name, configuration, accessList, isMarkedForDelete, openHandles } = record;
  return { name, configuration, accessList, isMarkedForDelete, openHandles, settings: settingsOf(record) };
}

/** @returns every setting of the service, by its name */
export function settingsOf(record: ServiceRecord): Readonly<Record<string, unknown>> {
  const names = Object.keys(NEW_SERVICE_SETTINGS) as ServiceSetting[];
  return Object.fromEntries(names.map((name) => [name, record.setting(name)]));
}

/** A computer on which an older Sigma was registered differently, from the folder from which the user copied it. */
export async function computerWithOlderSigma(): Promise<Computer> {
  const computer = new Computer();
  const { files, scm, places } = computer;
  await files.createFolder(places.programFolder, CLOSED_FOLDER_ACCESS);
  for (const name of SERVICE_FILES)
    await files.copy(
      win32.join(String.raw`C:\Users\ann\Older`, name),
      win32.join(places.programFolder, name),
    );
  const record = scm.create({
    name: SERVICE_NAME,
    displayName: 'Sigma',
    executable: RELOCATED,
    startType: 'demand',
    account: undefined,
  });
  record.changeSetting('description', 'The first one');
  record.changeSetting('failureActions', { resetPeriodMs: 1_000, actions: [{ type: 'reboot', delayMs: 0 }] });
  record.changeSetting('requiredPrivileges', ['SeAuditPrivilege']);
  record.accessList += '(A;;RP;;;S-1-5-21-9-9-9-1009)';
  const { registry } = computer.context();
  registry.write(EVENT_SOURCE_KEY, 'EventMessageFile', String.raw`C:\Older\messages.dll`);
  registry.write(EVENT_SOURCE_KEY, 'TypesSupported', 1);
  return computer;
}

/** A computer on which others can change the folder that the service runs from, and have left something in it. */
export async function computerWithOpenProgramFolder(): Promise<Computer> {
  const computer = await computerWithSigma(DELAYED_WITH_USER_CONTROL, DOWNLOADED);
  const { files, places } = computer;
  files.folders.set(places.programFolder.toLowerCase(), 'O:BAD:(A;OICI;FA;;;BU)(A;OICI;FA;;;BA)');
  await files.copy(String.raw`C:\Users\bob\version.dll`, win32.join(places.programFolder, 'version.dll'));
  return computer;
}

/**
 * A computer on which Sigma was registered from a user's folder when copies were still made inside the installed one's.
 */
export async function computerWithFormerCopy(options = DEMAND): Promise<Computer> {
  const computer = await computerWithSigma(options, DOWNLOADED);
  const { files, service } = computer;
  const { programFolder, formerProgramFolder } = computer.places;
  await files.createFolder(formerProgramFolder, CLOSED_FOLDER_ACCESS);
  for (const name of SERVICE_FILES)
    await files.copy(win32.join(String.raw`C:\Users\ann\Older`, name), win32.join(formerProgramFolder, name));
  service.change({ executable: FORMER_COPY });
  await files.removeFolder(programFolder);
  return computer;
}

/** A computer on which Sigma was registered without any disturbance. */
export async function computerWithSigma(options = DEMAND, executable = INSTALLED): Promise<Computer> {
  const computer = new Computer();
  await registerService(options, computer.context(executable));
  return computer;
}

/** Makes another program's service use a name and a display name. */
export function installForeign(computer: Computer, name: string, displayName: string): void {
  const executable = String.raw`C:\Program Files\Other\other.exe`;
  computer.scm.create({ name, displayName, executable, startType: 'demand', account: undefined });
}

/** Leaves what a registry editor may: a key with the service's name that the SCM does not recognise as a service. */
export function corruptEntry(computer: Computer): void {
  const { registry } = computer.context();
  registry.write(SERVICE_KEY, 'ImagePath', `"${INSTALLED}"`);
  registry.write(SERVICE_KEY, 'DisplayName', SERVICE_DISPLAY_NAME);
}
