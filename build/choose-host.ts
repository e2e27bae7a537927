import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './paths.ts';
import { run } from './run.ts';
import { CHROMIUM, missingText } from './tools.ts';

/** What runs the app: Electron, or the stand-in host of test/hosts on an installed browser. */
export type Host =
  | { readonly kind: 'electron' }
  | {
      readonly kind: 'stand-in';
      /** Why it is not Electron. */
      readonly reason: string;
    };

const ELECTRON = join(ROOT, 'node_modules', 'electron');

/** How long the download of Electron may take, in milliseconds: somebody is waiting for the window. */
const DOWNLOAD_TIMEOUT_MS = 12_000;
/** and how long Electron to say its version. */
const VERSION_TIMEOUT_MS = 5_000;

/**
 * Electron where its binary is there, or can be downloaded soon, and starts; else the stand-in host.
 * @throws Error that says what is missing where neither can be had
 */
export async function chooseHost({ isWine }: { readonly isWine: boolean }): Promise<Host> {
  const reason = isWine ? 'the main process runs under Wine' : await obstacleToElectron();
  if (reason === undefined) return { kind: 'electron' };
  if (CHROMIUM.find() === undefined) throw new Error(missingText(CHROMIUM));
  return { kind: 'stand-in', reason };
}

async function obstacleToElectron(): Promise<string | undefined> {
  if ((await electronBinary()) === undefined) {
    const installer = [join(ELECTRON, 'install.js')];
    if (!(await succeeds(process.execPath, installer, DOWNLOAD_TIMEOUT_MS))) {
      return "Electron's binary cannot be downloaded here";
    }
  }
  const binary = await electronBinary();
  if (binary === undefined) return "Electron's binary is missing";
  const startsUp = await succeeds(binary, ['--version', ...electronSwitches()], VERSION_TIMEOUT_MS);
  return startsUp ? undefined : "Electron's binary does not start here";
}

/** Chromium's sandbox refuses to work for root. */
export function electronSwitches(): string[] {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

async function electronBinary(): Promise<string | undefined> {
  const name = await readFile(join(ELECTRON, 'path.txt'), 'utf8').catch(() => undefined);
  const binary = name === undefined ? undefined : join(ELECTRON, 'dist', name);
  return binary !== undefined && existsSync(binary) ? binary : undefined;
}

async function succeeds(command: string, values: readonly string[], timeoutMs: number): Promise<boolean> {
  const signal = AbortSignal.timeout(timeoutMs);
  const ended = run(command, values, { output: 'capture', signal });
  return ended.then(
    ({ code }) => code === 0,
    () => false,
  );
}
