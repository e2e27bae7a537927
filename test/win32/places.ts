import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The tests run from out/test/win32; what they work with was built beside and above that folder. */
export const SIGMA_SRV = fileURLToPath(new URL('../../service/SigmaSrv.exe', import.meta.url));

/** Where it runs as a service: the build's folder is not the administrators' alone. */
export const REGISTERED_SIGMA_SRV = join(
  process.env['ProgramFiles'] ?? String.raw`C:\Program Files`,
  'Sigma',
  'service',
  'SigmaSrv.exe',
);

/** @returns the path of a program built from test/win32/peers */
export function peer(name: string): string {
  return fileURLToPath(new URL(`../peers/${name}.exe`, import.meta.url));
}

/** @returns the path of a new folder for one test's files */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'sigma-test-'));
}
