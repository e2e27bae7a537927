import { spawn, type StdioOptions } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { electronSwitches, type Host } from './choose-host.ts';
import { freePort } from './free-port.ts';
import { ROOT } from './paths.ts';
import { exitCode } from './run.ts';
import { hasDisplay } from './start-arguments.ts';
import { openVirtualDisplay } from './virtual-display.ts';

export interface LaunchOptions {
  readonly host: Host;
  readonly isHeadless: boolean;
  readonly isWine: boolean;
  /** Added to this process's environment. */
  readonly environment?: NodeJS.ProcessEnv;
  /** What happens to the app's own output; shown by default. */
  readonly output?: 'show' | 'ignore';
  /** Added to the app's command line. */
  readonly switches?: readonly string[];
  /** Electron's user data folder; without a display a new one by default, so several can run at once. */
  readonly userDataFolder?: string;
}

export interface LaunchedApp {
  /** The process that stands for all of the app's processes: they end together. */
  readonly processId: number;
  /** Settles with the app's exit code when all of its processes have ended. */
  readonly ended: Promise<number>;
  /** The port on which DevTools clients find the window. */
  readonly debuggingPort: number;
  /** Asks the app to end, as Ctrl+C does. */
  readonly kill: () => void;
}

const ELECTRON_CLI = join(ROOT, 'node_modules', 'electron', 'cli.js');
const STAND_IN_DIST = join(ROOT, 'test', 'hosts', 'dist');

/** Starts the built app the way Electron does: through the launcher of the package "electron". */
export async function launchApp(options: LaunchOptions): Promise<LaunchedApp> {
  const { host, isHeadless, isWine, output = 'show' } = options;
  const temporary =
    isHeadless && options.userDataFolder === undefined
      ? await mkdtemp(join(tmpdir(), 'sigma-user-data-'))
      : undefined;
  const userDataFolder = options.userDataFolder ?? temporary;
  const needsDisplay = host.kind === 'electron' && !hasDisplay();
  const display = needsDisplay ? await openVirtualDisplay() : undefined;
  const debuggingPort = await freePort();
  const child = spawn(
    process.execPath,
    [
      ELECTRON_CLI,
      ROOT,
      `--remote-debugging-port=${debuggingPort}`,
      ...(isHeadless ? ['--headless'] : []),
      ...(userDataFolder === undefined ? [] : [`--user-data-dir=${userDataFolder}`]),
      ...(host.kind === 'electron' ? electronSwitches() : []),
      ...(options.switches ?? []),
    ],
    {
      stdio: output === 'show' ? SHOWN : 'ignore',
      env: {
        ...process.env,
        // The stand-in's executable is a script for this Node.
        PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH'] ?? ''}`,
        ...(host.kind === 'stand-in' ? { ELECTRON_OVERRIDE_DIST_PATH: STAND_IN_DIST } : {}),
        ...(isWine ? { SIGMA_HOST_WINE: '1' } : {}),
        ...(display === undefined ? {} : { DISPLAY: display.name }),
        ...options.environment,
      },
    },
  );
  const ended = exitCode(child).finally(async () => {
    display?.close();
    if (temporary !== undefined) await rm(temporary, { recursive: true, force: true, maxRetries: 5 });
  });
  return { processId: child.pid ?? 0, ended, debuggingPort, kill: () => child.kill() };
}

const SHOWN: StdioOptions = ['ignore', 'inherit', 'inherit'];
