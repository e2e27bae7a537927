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

/** A client running from the package. */
export interface Client {
  /** Settles once its process has ended. */
  readonly ended: Promise<unknown>;
  /** @returns the process ID that each of the service's messages gives as its sender, in order of arrival */
  senders(): Promise<number[]>;
}

/**
 * The Windows that Sigma is installed on: this computer's, or one under Wine. Every program run there has a time limit.
 */
export interface TargetWindows {
  readonly isWine: boolean;
  /** Drive C: as this system sees it. */
  readonly drive: string;
  /** %APPDATA% of the user who installs, relative to the drive. */
  readonly appData: string;
  /** %LOCALAPPDATA% of the user who installs, relative to the drive. */
  readonly localAppData: string;
  /**
   * @param executable a path on this system, or the name of a Windows program
   * @param stdout a file for its output
   * @returns the exit code, of which Linux keeps only the lowest 8 bits
   */
  run(executable: string, programArguments: readonly string[], stdout?: string): Promise<number>;
  /** @returns a path on this system as Windows programs see it */
  windowsPath(path: string): string;
  startClient(executable: string): Promise<Client>;
  close(): Promise<void>;
}

/** In milliseconds. An installer may wait for the service, and tries up to five times to remove an old version. */
const PROGRAM_TIMEOUT_MS = 180_000;

/** This computer's own Windows. */
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

/** A separate Windows under Wine, whose client is test/dist/programs/stand-in-client.c. */
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

  /** @param posts a file for the posts that the client receives */
  static async open(prefix: WinePrefix, posts: string): Promise<WindowsUnderWine> {
    // Without a display Wine has no windows, unless it is told not to draw them.
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
