import { copyFile, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT, SERVICE_OUT } from '../../build/paths.ts';
import { runOrThrow } from '../../build/run.ts';
import { findNsis, missingText, NSIS } from '../../build/tools.ts';
import { toWindowsPath, windowsNode, type WinePrefix } from '../../build/wine.ts';

/** Where the harness installs. */
export const INSTALLED = 'Program Files/Sigma';

/** The installer of test/dist/harness.nsi, in one Windows under Wine. */
export class TryInstaller {
  readonly #prefix: WinePrefix;
  readonly #workshop: string;

  private constructor(prefix: WinePrefix, workshop: string) {
    this.#prefix = prefix;
    this.#workshop = workshop;
  }

  /** Compiles it, for which its uninstaller has to write itself first, as electron-builder has it. */
  static async make(prefix: WinePrefix, workshop: string): Promise<TryInstaller> {
    const payload = join(workshop, 'payload');
    await mkdir(join(payload, 'resources'), { recursive: true });
    await cp(SERVICE_OUT, join(payload, 'resources', 'service'), { recursive: true });
    // Any program that runs until it is ended will do for the client.
    await copyFile(await windowsNode(), join(payload, 'Sigma.exe'));
    const [writer, uninstaller] = [join(workshop, 'writer.exe'), join(workshop, 'uninstaller.exe')];
    await compile(writer, ['BUILD_UNINSTALLER', `UNINSTALLER_OUT_FILE=${toWindowsPath(uninstaller)}`]);
    await prefix.run(writer, []);
    const defines = [`UNINSTALLER_OUT_FILE=${uninstaller}`, `PAYLOAD=${payload}`];
    await compile(join(workshop, 'sigma-installer.exe'), defines);
    return new TryInstaller(prefix, workshop);
  }

  /** @returns the path of a file or folder on drive C: as this system sees it */
  path(file: string): string {
    return join(this.#prefix.path, 'drive_c', file);
  }

  /** @returns the exit code, of which Linux keeps the lowest 8 bits */
  install(...parameters: string[]): Promise<number> {
    return this.#prefix.run(join(this.#workshop, 'sigma-installer.exe'), ['/S', ...parameters]);
  }

  /** The uninstaller copies itself elsewhere, and returns before the copy has begun. */
  async uninstall(...parameters: string[]): Promise<void> {
    await this.#prefix.run(this.path(`${INSTALLED}/Uninstall Sigma.exe`), ['/S', ...parameters]);
  }

  /** @returns how the service is: `running, auto`, or undefined where there is none */
  async service(): Promise<string | undefined> {
    const output = join(this.#workshop, 'status.json');
    const executable = join(SERVICE_OUT, 'SigmaSrv.exe');
    const code = await this.#prefix.run(executable, ['/status', '/json'], { stdout: output });
    if (code !== 0) return undefined;
    const { state, startType } = JSON.parse(await readFile(output, 'utf8')) as {
      readonly state: string;
      readonly startType: string;
    };
    return `${state}, ${startType}`;
  }

  /** Runs a verb of the installed SigmaSrv.exe. @returns its exit code */
  sigmaSrv(...parameters: string[]): Promise<number> {
    const executable = this.path(`${INSTALLED}/resources/service/SigmaSrv.exe`);
    return this.#prefix.run(executable, parameters);
  }

  /** Has the registry name another executable, as it would be with another copy of Sigma. */
  async moveService(executable: string): Promise<void> {
    const key = String.raw`HKLM\SYSTEM\CurrentControlSet\Services\SigmaSrv`;
    const value = ['/v', 'ImagePath', '/t', 'REG_EXPAND_SZ', '/d', `"${executable}"`];
    await this.#prefix.run('reg', ['add', key, ...value, '/f']);
  }

  /** Starts what takes the client's place. @returns once it runs; `ended` settles when it has ended */
  async startClient(): Promise<{ readonly ended: Promise<unknown> }> {
    const started = join(this.#workshop, 'started');
    await rm(started, { force: true });
    const script = join(this.#workshop, 'client.js');
    const text = `require('node:fs').writeFileSync(${JSON.stringify(toWindowsPath(started))}, '');`;
    await writeFile(script, `${text} setInterval(() => {}, 1000);`);
    const client = this.#prefix.spawn(this.path(`${INSTALLED}/Sigma.exe`), [toWindowsPath(script)]);
    const ended = new Promise((resolve) => client.once('exit', resolve));
    await untilReadable(started);
    return { ended };
  }
}

async function untilReadable(file: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (
    !(await readFile(file).then(
      () => true,
      () => false,
    ))
  ) {
    if (Date.now() > deadline) throw new Error(`${file} has not appeared.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** For 64 bits: NSIS makes 32-bit installers otherwise, which not every Wine runs. */
async function compile(output: string, defines: readonly string[]): Promise<void> {
  const nsis = findNsis();
  if (nsis === undefined) throw new Error(missingText(NSIS));
  const switches = ['-WX', '-V2', '-INPUTCHARSET', 'UTF8', '-XTarget amd64-unicode'];
  const includes = `-X!addincludedir "${join(ROOT, 'build', 'packaging')}"`;
  const script = join(ROOT, 'test', 'dist', 'harness.nsi');
  const values = defines.map((define) => `-D${define}`);
  await runOrThrow(nsis, [...switches, includes, ...values, `-XOutFile "${output}"`, script]);
}
