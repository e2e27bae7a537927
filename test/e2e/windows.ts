import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../build/paths.ts';
import { run } from '../../build/run.ts';
import { scmState } from '../../build/scm-state.ts';
import { toWindowsPath, WinePrefix } from '../../build/wine.ts';

/** The Windows that the app under test runs on, used by programs that share no code with Sigma. */
export class Windows implements AsyncDisposable {
  readonly #prefix: WinePrefix | undefined;
  readonly #folder: string;

  private constructor(prefix: WinePrefix | undefined, folder: string) {
    this.#prefix = prefix;
    this.#folder = folder;
  }

  /** Under Wine the prefix of WINEPREFIX, whose service manager lives at least until this is disposed. */
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

  /** Runs a program to its end, and fails where Windows cannot start it. @returns what it printed */
  async output(program: string, parameters: readonly string[]): Promise<string> {
    if (this.#prefix === undefined) return (await run(program, parameters, { output: 'capture' })).output;
    const file = join(this.#folder, 'output.txt');
    await this.#prefix.run(program, parameters, { stdout: file, stderr: file });
    return readFile(file, 'utf8');
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
    const program = peerPath(name);
    const code =
      this.#prefix === undefined
        ? (await run(program, parameters, { output: 'capture' })).code
        : await this.#prefix.run(program, parameters);
    if (code !== 0) throw new Error(`${name} ended with exit code ${String(code)}`);
  }

  /** @returns a value of SigmaSrv's key in the registry or of one below it, undefined where there is none */
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

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#prefix?.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

function peerPath(name: string): string {
  return join(ROOT, 'out', 'test', 'peers', `${name}.exe`);
}
