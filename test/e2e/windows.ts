import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../build/paths.ts';
import { run, type RunResult } from '../../build/run.ts';
import { scmState } from '../../build/scm-state.ts';
import { toWindowsPath, WinePrefix } from '../../build/wine.ts';

/** How long a program may run before it is ended, in milliseconds: longer than any test lets one run. */
const LONGEST_RUN_MS = 150_000;

/**
 * The Windows that the app under test runs on, used through programs that share no code with Sigma. Whatever fails,
 * none of them runs longer than its time limit, or after this is disposed.
 */
export class Windows implements AsyncDisposable {
  #ending = new AbortController();
  readonly #running = new Set<Promise<unknown>>();
  readonly #prefix: WinePrefix | undefined;
  readonly #folder: string;
  #outputs = 0;

  private constructor(prefix: WinePrefix | undefined, folder: string) {
    this.#prefix = prefix;
    this.#folder = folder;
  }

  /** Under Wine it is the prefix that WINEPREFIX names, whose service manager lives at least until this is disposed. */
  static async open(): Promise<Windows> {
    const prefix =
      process.platform === 'win32' ? undefined : await WinePrefix.open(process.env['WINEPREFIX']);
    return new Windows(prefix, await mkdtemp(join(tmpdir(), 'sigma-e2e-')));
  }

  /** A folder for the test's files. */
  get folder(): string {
    return this.#folder;
  }

  /** @returns the path as a Windows program understands it */
  path(path: string): string {
    return this.#prefix === undefined ? path : toWindowsPath(path);
  }

  /** Runs a program to its end. @returns what it printed @throws Error if Windows cannot start it */
  async output(program: string, parameters: readonly string[]): Promise<string> {
    return (await this.#run(program, parameters)).output;
  }

  /** Runs one of test/win32/peers. @returns what it printed */
  peerOutput(name: string, parameters: readonly string[]): Promise<string> {
    return this.output(peerPath(name), parameters);
  }

  /** @returns the path of one of test/win32/peers as a Windows program understands it */
  peerPath(name: string): string {
    return this.path(peerPath(name));
  }

  /** Runs one of test/win32/peers. @throws Error if it fails */
  async peer(name: string, parameters: readonly string[]): Promise<void> {
    const { code } = await this.#run(peerPath(name), parameters);
    if (code !== 0) throw new Error(`${name} ended with exit code ${String(code)}`);
  }

  /** @returns a value of SigmaSrv's registry key or of a subkey; undefined if there is none */
  async serviceValue(name: string, ...below: readonly string[]): Promise<string | undefined> {
    const key = ['HKLM', 'System', 'CurrentControlSet', 'Services', 'SigmaSrv', ...below].join('\\');
    const output = await this.output('reg.exe', ['query', key, '/v', name]);
    return output
      .split(/\r?\n/)
      .map((line) => line.trim().split(/\s{2,}/))
      .find(([first]) => first === name)?.[2];
  }

  /** @returns what the SCM says of SigmaSrv, see scmState() */
  serviceState(): Promise<string | undefined> {
    return scmState((program, parameters) => this.output(program, parameters));
  }

  /** Ends the programs that still run. */
  async endPrograms(): Promise<void> {
    this.#ending.abort();
    this.#ending = new AbortController();
    await Promise.allSettled(this.#running);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.endPrograms();
    await this.#prefix?.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #run(program: string, parameters: readonly string[]): Promise<RunResult> {
    const timeout = AbortSignal.timeout(LONGEST_RUN_MS);
    const running = this.#runUntil(AbortSignal.any([timeout, this.#ending.signal]), program, parameters);
    this.#running.add(running);
    try {
      return await running;
    } catch (error) {
      if (!timeout.aborted) throw error;
      throw new Error(`Terminated after running for ${String(LONGEST_RUN_MS)} ms: ${program}`, {
        cause: error,
      });
    } finally {
      this.#running.delete(running);
    }
  }

  async #runUntil(signal: AbortSignal, program: string, parameters: readonly string[]): Promise<RunResult> {
    if (this.#prefix === undefined) return run(program, parameters, { output: 'capture', signal });
    this.#outputs += 1;
    const file = join(this.#folder, `output-${String(this.#outputs)}.txt`);
    const code = await this.#prefix.run(program, parameters, { stdout: file, stderr: file, signal });
    return { code, output: await readFile(file, 'utf8') };
  }
}

function peerPath(name: string): string {
  return join(ROOT, 'out', 'test', 'peers', `${name}.exe`);
}
