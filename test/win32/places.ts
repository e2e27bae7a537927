import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The tests run from out/test/win32; what they use is built beside and above that folder. */
export const SIGMA_SRV = fileURLToPath(new URL('../../service/SigmaSrv.exe', import.meta.url));

/** Where SigmaSrv runs as a service: not only administrators can write to the build's folder. */
export const REGISTERED_SIGMA_SRV = join(
  process.env['ProgramFiles'] ?? String.raw`C:\Program Files`,
  'Sigma Service',
  'SigmaSrv.exe',
);

/** Wine's own configuration program is in every prefix, and on no Windows. */
export const isWine = existsSync(join(process.env['SystemRoot'] ?? '', 'system32', 'winecfg.exe'));

/** @returns the path of a program built from test/win32/peers */
export function peer(name: string): string {
  return fileURLToPath(new URL(`../peers/${name}.exe`, import.meta.url));
}

/** @returns the SHA-256 of each file of the folder, by name */
export function sha256OfFilesIn(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder).map((name) => {
      const bytes = readFileSync(join(folder, name));
      return [name, createHash('sha256').update(bytes).digest('hex')];
    }),
  );
}

/** @returns the path of a new folder for one test's files */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'sigma-test-'));
}
