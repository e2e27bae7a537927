import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { devNull } from 'node:os';
import { join, relative } from 'node:path';
import { attachToWindow } from '../../build/app-window.ts';
import { freePort } from '../../build/free-port.ts';
import { exitCode } from '../../build/run.ts';
import { toWindowsPath, type WinePrefix } from '../../build/wine.ts';
import { parseStatusMessage } from '../../common/status-message.ts';

/** A client that runs from the package. */
export interface Client {
  /** Settles when its process is gone. */
  readonly ended: Promise<unknown>;
  /** @returns the process that each of the service's messages says it came from, in the order of their arrival */
  senders(): Promise<number[]>;
}

/** The Windows that Sigma is installed in: this computer, or one under Wine. Whatever runs in it has a time limit. */
export interface TargetWindows {
  readonly isWine: boolean;
  /** Drive C: as this system sees it, and below it the folders of the person who installs. */
  readonly drive: string;
  readonly appData: string;
  readonly localAppData: string;
  /**
   * @param executable a path of this system, or the name of a program of Windows
   * @param stdout a file for what it writes
   * @returns the exit code, of which Linux keeps the lowest 8 bits
   */
  run(executable: string, programArguments: readonly string[], stdout?: string): Promise<number>;
  /** @returns a path of this system as Windows' programs have it */
  windowsPath(path: string): string;
  startClient(executable: string): Promise<Client>;
  close(): Promise<void>;
}

/** An installer may wait for the service, and tries five times to remove an old version. In milliseconds. */
const PROGRAM_TIMEOUT_MS = 180_000;

/** This computer, in which all of it happens. */
export class ThisWindows implements TargetWindows {
  readonly isWine = false;
  readonly drive = 'C:\\';
  readonly appData = relative(this.drive, process.env['APPDATA'] ?? '');
  readonly localAppData = relative(this.drive, process.env['LOCALAPPDATA'] ?? '');

  run(executable: string, programArguments: readonly string[], stdout?: string): Promise<number> {
    const output = openSync(stdout ?? devNull, 'w');
    try {
      const signal = AbortSignal.timeout(PROGRAM_TIMEOUT_MS);
      return exitCode(spawn(executable, programArguments, { signal, stdio: ['ignore', output, 'ignore'] }));
    } finally {
      closeSync(output);
    }
  }

  windowsPath(path: string): string {
    return path;
  }

  async startClient(executable: string): Promise<Client> {
    const debuggingPort = await freePort();
    const switches = [`--remote-debugging-port=${String(debuggingPort)}`];
    const ended = exitCode(spawn(executable, switches, { stdio: 'ignore' }));
    const page = await attachToWindow({ debuggingPort, ended });
    const ids = 'sigma.snapshot().then(({ value }) => value.messages.map(({ pid }) => pid))';
    return {
      ended,
      senders: async () => (await page.evaluate<(number | undefined)[]>(ids)).filter(isNumber),
    };
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** A Windows of its own under Wine, whose client is test/dist/programs/stand-in-client.c. */
export class WindowsUnderWine implements TargetWindows {
  readonly isWine = true;
  readonly drive: string;
  readonly appData: string;
  readonly localAppData: string;
  readonly #prefix: WinePrefix;
  readonly #posts: string;

  private constructor(prefix: WinePrefix, person: string, posts: string) {
    this.#prefix = prefix;
    this.#posts = posts;
    this.drive = join(prefix.path, 'drive_c');
    this.appData = join('users', person, 'AppData', 'Roaming');
    this.localAppData = join('users', person, 'AppData', 'Local');
  }

  /** @param posts a file for what the client gets */
  static async open(prefix: WinePrefix, posts: string): Promise<WindowsUnderWine> {
    // Without a display Wine has no windows, except on a desktop whose windows it is told not to draw.
    const key = String.raw`HKCU\Software\Wine\Drivers`;
    await prefix.run('reg', ['add', key, '/v', 'Graphics', '/d', 'null', '/f']);
    const people = await readdir(join(prefix.path, 'drive_c', 'users'));
    const [person = ''] = people.filter((name) => name !== 'Public');
    return new WindowsUnderWine(prefix, person, posts);
  }

  run(executable: string, programArguments: readonly string[], stdout?: string): Promise<number> {
    return this.#prefix.run(executable, programArguments, {
      ...(stdout !== undefined && { stdout }),
      env: { SIGMA_STAND_IN_POSTS: toWindowsPath(this.#posts) },
      signal: AbortSignal.timeout(PROGRAM_TIMEOUT_MS),
    });
  }

  windowsPath(path: string): string {
    return toWindowsPath(path);
  }

  async startClient(executable: string): Promise<Client> {
    await rm(this.#posts, { force: true });
    return { ended: this.run(executable, []), senders: () => this.#senders() };
  }

  async #senders(): Promise<number[]> {
    const posts = await readFile(this.#posts, 'utf16le').catch(() => '');
    return posts
      .split('\0')
      .map((text) => parseStatusMessage(text).pairs?.pid)
      .filter(isNumber);
  }

  close(): Promise<void> {
    return this.#prefix.close();
  }
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number';
}
