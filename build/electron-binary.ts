import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './paths.ts';
import { run } from './run.ts';

const ELECTRON = join(ROOT, 'node_modules', 'electron');

/** How long the download of some 120 MB may take before it is given up, in milliseconds. */
const DOWNLOAD_TIMEOUT_MS = 10 * 60_000;

/** @returns the path of Electron's own binary, undefined where it has not been downloaded */
export async function electronBinary(): Promise<string | undefined> {
  const name = await readFile(join(ELECTRON, 'path.txt'), 'utf8').catch(() => undefined);
  const binary = name === undefined ? undefined : join(ELECTRON, 'dist', name);
  return binary !== undefined && existsSync(binary) ? binary : undefined;
}

/**
 * Downloads Electron's binary with the package's own script, which checks what it gets.
 * @returns its path, undefined where it cannot be had
 */
export async function downloadElectron(): Promise<string | undefined> {
  const signal = AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS);
  const installer = join(ELECTRON, 'install.js');
  // That it failed shows in the binary that is missing afterwards, for whatever reason.
  await run(process.execPath, [installer], { output: 'capture', signal }).catch(() => undefined);
  return electronBinary();
}
