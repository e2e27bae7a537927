import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { SERVICE_OUT } from '../../build/paths.ts';
import { TOAST_ACTIVATOR_CLSID } from '../../common/product.ts';
import { installerOf, type MadeInstallers } from './make-installers.ts';
import type { TargetWindows } from './target-windows.ts';

/**
 * A new version finds the old one by this GUID, so it must never change. electron-builder derives it from the
 * AppUserModelID.
 */
const GUID = 'd83a03ee-a9c6-5c6f-813b-02418c4400cf';
const UNINSTALL_KEY = `HKLM\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\${GUID}`;
const INSTALL_KEY = `HKLM\\Software\\${GUID}`;
const SERVICES = 'HKLM\\SYSTEM\\CurrentControlSet\\Services';
const SERVICE_KEY = `${SERVICES}\\SigmaSrv`;
const RUN_KEY = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run';
/** The registry hive of LocalService, which only administrators can read. Under Wine it does not exist. */
const READABLE_ELEVATED = 'HKU\\S-1-5-19';

/** What Electron registers for the user to whom it shows a notification. */
const TOAST_ACTIVATOR = `HKCU\\Software\\Classes\\CLSID\\${TOAST_ACTIVATOR_CLSID}`;
const PERSONS_SHORTCUT = join('Microsoft', 'Windows', 'Start Menu', 'Programs', 'Sigma.lnk');

/** Every registry key that the installer or the service may create. */
const KEYS = [
  UNINSTALL_KEY,
  INSTALL_KEY,
  UNINSTALL_KEY.replace('Software', 'Software\\WOW6432Node'),
  INSTALL_KEY.replace('Software', 'Software\\WOW6432Node'),
  SERVICE_KEY,
  `${SERVICES}\\EventLog\\Application\\SigmaSrv`,
];

/** Where the installer puts Sigma by default. */
export const INSTALLED = join('Program Files', 'Sigma');
/** Where the service is copied to if others can change Sigma's own folder. */
export const COPY = join('Program Files', 'Sigma Service');
/** Where SigmaSrv starts an update's installer from. */
const UPDATE = join('Program Files', 'Sigma Update');
/** Where older versions copied the service to. */
export const FORMER_COPY = join(INSTALLED, 'service');
export const SHORTCUT = join('ProgramData', 'Microsoft', 'Windows', 'Start Menu', 'Programs', 'Sigma.lnk');
export const DATA = join('ProgramData', 'Sigma');

export interface InstalledService {
  /** Its state and startup type: `running, auto`. */
  readonly is: string;
  readonly account: string;
  readonly imagePath: string;
  readonly processId: number | null;
}

/** The part of the output of SigmaSrv /status /json that matters here. */
interface Status extends Omit<InstalledService, 'is'> {
  readonly state: string;
  readonly startType: string;
}

const WAIT_MS = 60_000;
const POLL_MS = 100;

/** Sigma on one Windows, in its current state: every call reads the files, the registry and the SCM again. */
export class Installation {
  readonly #windows: TargetWindows;
  readonly #made: MadeInstallers;
  readonly #output: string;

  /** @param workshop a folder for the programs' output */
  constructor(windows: TargetWindows, made: MadeInstallers, workshop: string) {
    this.#windows = windows;
    this.#made = made;
    this.#output = join(workshop, 'output.txt');
  }

  /** @returns the path of a file or folder on drive C: as this system sees it */
  path(...parts: string[]): string {
    return join(this.#windows.drive, ...parts);
  }

  /** Installs silently. @returns the exit code */
  install(...parameters: string[]): Promise<number> {
    return this.#windows.run(installerOf(this.#made, 'x64'), ['/S', ...parameters]);
  }

  /** Uninstalls silently. The uninstaller copies itself elsewhere and returns before the copy has started. */
  async uninstall(...parameters: string[]): Promise<void> {
    await this.#windows.run(this.path(INSTALLED, 'Uninstall Sigma.exe'), ['/S', ...parameters]);
    await this.untilUninstalled();
  }

  /** The installation's key is the last thing that the uninstaller removes. */
  async untilUninstalled(): Promise<void> {
    await until('uninstalling has not ended', async () => !(await this.#isInRegistry(INSTALL_KEY)));
  }

  /** Runs a verb of the installed SigmaSrv.exe. @returns its exit code */
  sigmaSrv(...parameters: string[]): Promise<number> {
    return this.#windows.run(this.path(INSTALLED, 'resources', 'service', 'SigmaSrv.exe'), parameters);
  }

  /** @returns undefined if there is no service */
  async service(): Promise<InstalledService | undefined> {
    const executable = join(SERVICE_OUT, 'SigmaSrv.exe');
    const code = await this.#windows.run(executable, ['/status', '/json'], this.#output);
    if (code !== 0) return undefined;
    const status = JSON.parse(await readFile(this.#output, 'utf8')) as Status;
    return { ...status, is: `${status.state}, ${status.startType}` };
  }

  /** Runs the uninstaller in place, so its end can be awaited. @returns its exit code */
  tryToUninstall(...parameters: string[]): Promise<number> {
    // NSIS allows no quotation marks here, so this folder has no spaces; the template reads the real one from the
    // registry.
    const switches = ['/S', ...parameters.filter((parameter) => !parameter.startsWith('/D='))];
    const folder = parameters.filter((parameter) => parameter.startsWith('/D='));
    const uninstaller = this.path(INSTALLED, 'Uninstall Sigma.exe');
    return this.#windows.run(uninstaller, [...switches, String.raw`_?=C:\Windows`, ...folder]);
  }

  /** Points the service's registry entry at another executable, as another copy of Sigma would. */
  async moveService(executable: string): Promise<void> {
    const value = ['/v', 'ImagePath', '/t', 'REG_EXPAND_SZ', '/d', `"${executable}"`];
    await this.#windows.run('reg', ['add', SERVICE_KEY, ...value, '/f']);
  }

  /** Writes the same value as "Start with Windows". */
  async startWithWindows(): Promise<void> {
    await this.#windows.run('reg', ['add', RUN_KEY, '/v', 'Sigma', '/d', 'Sigma.exe', '/f']);
  }

  /** Creates what the download of an update leaves behind. */
  async downloadUpdate(): Promise<void> {
    const folder = this.path(this.#windows.localAppData, 'sigma-updater', 'pending');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'Sigma-9.0.0-setup.exe'), '');
  }

  /** Creates what SigmaSrv leaves behind after starting an update's installer. */
  async installUpdate(): Promise<void> {
    // And what an installer leaves behind if it is terminated.
    await mkdir(this.path(UPDATE, 'nsx1.tmp', '7z-out'), { recursive: true });
    await writeFile(this.path(UPDATE, 'Sigma Setup.exe'), '');
  }

  /** Creates what Electron creates with the first notification. */
  async showNotification(): Promise<void> {
    const shortcut = this.path(this.#windows.appData, PERSONS_SHORTCUT);
    await mkdir(dirname(shortcut), { recursive: true });
    await writeFile(shortcut, '');
    const executable = ['/ve', '/d', String.raw`C:\Program Files\Sigma\Sigma.exe`];
    await this.#windows.run('reg', ['add', `${TOAST_ACTIVATOR}\\LocalServer32`, ...executable, '/f']);
  }

  /** Registers and starts the service as older versions did: from a copy inside the installed Sigma's folder. */
  async runFormerCopy(): Promise<void> {
    await mkdir(this.path(FORMER_COPY), { recursive: true });
    for (const name of ['SigmaSrv.exe', 'koffi.node'])
      await copyFile(join(SERVICE_OUT, name), this.path(FORMER_COPY, name));
    const image = String.raw`"C:\Program Files\Sigma\service\SigmaSrv.exe"`;
    const parameters = ['binPath=', image, 'start=', 'auto', 'DisplayName=', 'Sigma Support Service'];
    await this.#windows.run('sc', ['create', 'SigmaSrv', ...parameters]);
    await this.#windows.run('sc', ['start', 'SigmaSrv']);
    await until('the service does not run', async () => (await this.service())?.is === 'running, auto');
  }

  /** Registers a program as the uninstaller of a per-user Sigma, as any program of that user can. */
  async plantUninstaller(program: string): Promise<void> {
    const value = ['/v', 'UninstallString', '/d', `"${program}" /currentuser`, '/f'];
    await this.#windows.run('reg', ['add', UNINSTALL_KEY.replace('HKLM', 'HKCU'), ...value]);
  }

  async removePlanted(): Promise<void> {
    await this.#windows.run('reg', ['delete', UNINSTALL_KEY.replace('HKLM', 'HKCU'), '/f']);
  }

  /** @returns each file below a folder with its size */
  async files(folder: string): Promise<Map<string, number>> {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const paths = entries
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name));
    const sizes = await Promise.all(paths.map(async (path) => (await stat(path)).size));
    return new Map(paths.map((path, index) => [path.slice(folder.length + 1), sizes[index] ?? 0]));
  }

  /** @returns Sigma's entry in Windows' list of installed programs, by the names of its values */
  async uninstallEntry(): Promise<Record<string, string>> {
    await this.#windows.run('reg', ['query', UNINSTALL_KEY], this.#output);
    const lines = (await readFile(this.#output, 'utf8')).matchAll(/^ {4}(\w+) {4}REG_\w+ {4}(.*?)\r?$/gm);
    return Object.fromEntries(Array.from(lines, ([, name = '', value = '']) => [name, value]));
  }

  /** @returns how many processes of a program are running, no matter who started them */
  async processCount(program: string): Promise<number> {
    await this.#windows.run('tasklist', [], this.#output);
    const lines = (await readFile(this.#output, 'latin1')).split('\n');
    return lines.filter((line) => line.startsWith(`${program} `)).length;
  }

  async isClientRunning(): Promise<boolean> {
    return (await this.processCount('Sigma.exe')) > 0;
  }

  async untilClientRuns(): Promise<void> {
    await until('the client has not started', () => this.isClientRunning());
  }

  async endClient(): Promise<void> {
    await this.#windows.run('taskkill', ['/F', '/IM', 'Sigma.exe']);
    await until('the client has not ended', async () => !(await this.isClientRunning()));
  }

  /** @returns Windows' details of a process, such as the user it runs as */
  async processDetails(processId: number): Promise<string> {
    const filter = ['/FI', `PID eq ${String(processId)}`];
    await this.#windows.run('tasklist', ['/V', '/FO', 'CSV', ...filter], this.#output);
    return readFile(this.#output, 'latin1');
  }

  /** The settings folder. Uninstalling keeps it, as it keeps the log folder. */
  get settings(): string {
    return this.path(this.#windows.appData, 'Sigma');
  }

  /** @returns all other files, folders and keys of Sigma that exist, except those of a single user */
  async traces(): Promise<string[]> {
    return this.#there(
      [INSTALLED, COPY, UPDATE, SHORTCUT],
      KEYS.map((key) => [key]),
    );
  }

  /** @returns the user's own files, folders, keys and values of Sigma that exist, except the settings */
  async personsTraces(): Promise<string[]> {
    const { localAppData, appData } = this.#windows;
    const places = [join(localAppData, 'sigma-updater'), join(appData, PERSONS_SHORTCUT)];
    return this.#there(places, [[TOAST_ACTIVATOR], [RUN_KEY, '/v', 'Sigma']]);
  }

  /** The user's traces are removed by a separate process with the user's rights, which may still be running. */
  async untilPersonsTracesAreGone(): Promise<void> {
    await until('some of the user’s traces are left', async () => (await this.personsTraces()).length === 0);
  }

  /** Whether the desktop's programs have administrator rights, as they do if User Account Control is off. */
  isDesktopElevated(): Promise<boolean> {
    return this.#isInRegistry(READABLE_ELEVATED);
  }

  /** For Wine, where nothing else tells an elevated desktop from a normal one. */
  async elevateDesktop(): Promise<void> {
    await this.#windows.run('reg', ['add', READABLE_ELEVATED, '/f']);
  }

  async lowerDesktop(): Promise<void> {
    await this.#windows.run('reg', ['delete', READABLE_ELEVATED, '/f']);
  }

  async #there(places: readonly string[], queries: readonly string[][]): Promise<string[]> {
    const areThere = await Promise.all(queries.map((query) => this.#isInRegistry(...query)));
    return [
      ...places.filter((place) => existsSync(this.path(place))),
      ...queries.filter((_query, index) => areThere[index]).map((query) => query.join(' ')),
    ];
  }

  async #isInRegistry(...query: readonly string[]): Promise<boolean> {
    return (await this.#windows.run('reg', ['query', ...query])) === 0;
  }
}

/** @throws Error with the complaint if the condition does not become true in time */
export async function until(complaint: string, isTrue: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + WAIT_MS;
  while (!(await isTrue())) {
    if (Date.now() > deadline) throw new Error(`After ${String(WAIT_MS / 1000)} s ${complaint}.`);
    await setTimeout(POLL_MS);
  }
}
