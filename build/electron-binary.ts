import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './paths.ts';
import { run } from './run.ts';

const ELECTRON = join(ROOT, 'node_modules', 'electron');

/** How long the download of about 120 MB may take, in milliseconds. */
const DOWNLOAD_TIMEOUT_MS = 10 * 60_000;

/** @returns the path of Electron's own binary; undefined if it has not been downloaded */
export async function electronBinary(): Promise<string | undefined> {
  const name = await readFile(join(ELECTRON, 'path.txt'), 'utf8').catch(() => undefined);
  const binary = name === undefined ? undefined : join(ELECTRON, 'dist', name);
  return binary !== undefined && existsSync(binary) ? binary : undefined;
}

/**
 * Downloads Electron's binary with the package's own script, which verifies it.
 * @returns its path; undefined if it is not available
 */
export async function downloadElectron(): Promise<string | undefined> {
  const signal = AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS);
  const installer = join(ELECTRON, 'install.js');
  // Whatever the reason for a failure, the binary is missing afterwards.
  await run(process.execPath, [installer], { output: 'capture', signal }).catch(() => undefined);
  return electronBinary();
}
