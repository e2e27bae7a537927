import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { followFile } from '../../build/follow-file.ts';
import { exitCode } from '../../build/run.ts';
import { toWindowsPath, windowsNode, WinePrefix } from '../../build/wine.ts';
import { ENDED_BY_SYSTEM } from './exit-codes.ts';

interface MainOptions {
  readonly appFolder: string;
  readonly switches: readonly string[];
  /** A folder that is removed at the end. */
  readonly folder: string;
  readonly browserEndpoint: string;
}

export interface MainProcess {
  /** Settles once the process has ended and all its output has been written. */
  readonly exitCode: Promise<number>;
  kill(): void;
}

const RUN_MAIN = join(import.meta.dirname, 'run-main.ts');
const FLAGS = [
  // Node strips the types of the stand-in's own files, and would warn at every start that this is experimental.
  '--disable-warning=ExperimentalWarning',
  // As in Electron: an unhandled rejection is reported, and main continues.
  '--unhandled-rejections=warn-with-error-code',
];

/** Runs the main process on this Node. */
export function runMainNatively(options: MainOptions): Promise<MainProcess> {
  const { appFolder, switches, browserEndpoint } = options;
  const child = spawn(
    process.execPath,
    [...FLAGS, '--enable-source-maps', RUN_MAIN, appFolder, ...switches],
    {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, STAND_IN_BROWSER: browserEndpoint },
    },
  );
  const ended = exitCode(child).then((code) => (child.signalCode === ENDED_BY_SYSTEM ? 0 : code));
  return Promise.resolve({ exitCode: ended, kill: () => child.kill('SIGKILL') });
}

/** Runs the main process on Node for Windows, in the Wine prefix that WINEPREFIX names or else Sigma's own. */
export async function runMainUnderWine(options: MainOptions): Promise<MainProcess> {
  const { appFolder, switches, folder, browserEndpoint } = options;
  const prefix = await WinePrefix.open(process.env['WINEPREFIX']);
  // Node for Windows cannot write to a pipe under Wine.
  const stdout = join(folder, 'stdout');
  const stderr = join(folder, 'stderr');
  const child = prefix.spawn(
    await windowsNode(),
    [...FLAGS, toWindowsPath(RUN_MAIN), toWindowsPath(appFolder), ...switches.map(withWindowsPath)],
    { stdout, stderr, env: { STAND_IN_BROWSER: browserEndpoint } },
  );
  const outputs = [followFile(stdout, process.stdout), followFile(stderr, process.stderr)];
  const ended = exitCode(child).finally(async () => {
    await Promise.all(outputs.map((output) => output.end()));
    await prefix.close();
  });
  return { exitCode: ended, kill: () => child.kill('SIGKILL') };
}

function withWindowsPath(argument: string): string {
  const [name = '', path] = argument.split('=');
  return name === '--user-data-dir' && path !== undefined ? `${name}=${toWindowsPath(path)}` : argument;
}
