import { downloadElectron, electronBinary } from './electron-binary.ts';
import { run } from './run.ts';
import { CHROMIUM, missingText } from './tools.ts';

/** What runs the app: Electron, or the stand-in host in test/hosts with an installed browser. */
export type Host =
  | { readonly kind: 'electron' }
  | {
      readonly kind: 'stand-in';
      /** Why it is not Electron. */
      readonly reason: string;
    };

const isWindows = process.platform === 'win32';

/** How long Electron may take to print its version, in milliseconds: a cold disk and a virus scanner slow it down. */
const VERSION_TIMEOUT_MS = 60_000;

/** If set to anything but 0, a run fails instead of using the stand-in, as a check of Electron must. */
const FORBID_STAND_IN = 'SIGMA_FORBID_STAND_IN';

/**
 * Chooses Electron if its binary exists and starts, otherwise the stand-in host if available.
 * @throws Error that says what is missing if there is neither, or only the stand-in and the environment forbids it
 */
export async function chooseHost({ isWine }: { readonly isWine: boolean }): Promise<Host> {
  const obstacle = isWine ? 'the main process runs under Wine' : await obstacleToElectron();
  return hostFor(obstacle, process.env);
}

/**
 * @param obstacle why Electron can't be used; undefined if it can
 * @throws Error as chooseHost does
 */
export function hostFor(obstacle: string | undefined, environment: NodeJS.ProcessEnv): Host {
  if (obstacle === undefined) return { kind: 'electron' };
  if (isWindows) throw new Error(`${obstacle}, and on Windows Sigma needs it. Run "npm run setup".`);
  if (!['', '0'].includes(environment[FORBID_STAND_IN] ?? ''))
    throw new Error(`${obstacle}, and ${FORBID_STAND_IN} forbids the stand-in for it.`);
  if (CHROMIUM.find() === undefined) throw new Error(missingText(CHROMIUM));
  return { kind: 'stand-in', reason: obstacle };
}

async function obstacleToElectron(): Promise<string | undefined> {
  // On Linux the user is waiting for a window, which the stand-in can show at once; there "npm run setup" downloads
  // Electron.
  const binary = (await electronBinary()) ?? (isWindows ? await downloadElectron() : undefined);
  if (binary === undefined) return "Electron's binary is not here";
  const startsUp = await succeeds(binary, ['--version', ...electronSwitches()], VERSION_TIMEOUT_MS);
  return startsUp ? undefined : "Electron's binary does not start here";
}

/** Chromium's sandbox does not work for root. */
export function electronSwitches(): string[] {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

async function succeeds(command: string, values: readonly string[], timeoutMs: number): Promise<boolean> {
  const signal = AbortSignal.timeout(timeoutMs);
  const ended = run(command, values, { output: 'capture', signal });
  return ended.then(
    ({ code }) => code === 0,
    () => false,
  );
}
