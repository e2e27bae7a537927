import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { buildApp, HELPER_FILE } from './app.ts';
import { APP_OUT } from './paths.ts';
import { buildServiceExecutable, SERVICE_FILES } from './service-executable.ts';

/**
 * Builds the desktop client and the service, and gives the client the hashes of the service's files: it runs no others
 * with administrator rights.
 */
export async function buildAppWithService(): Promise<void> {
  await buildApp();
  await buildServiceExecutable();
  await nameHelper();
}

/** Gives the built client the hashes of the built service's files. */
export function nameHelper(): Promise<void> {
  return writeHelperHashes(SERVICE_FILES, join(APP_OUT, HELPER_FILE));
}

/** Writes the SHA-256 of each file, by name, as JSON. */
export async function writeHelperHashes(files: readonly string[], to: string): Promise<void> {
  const hashes = await Promise.all(
    files.map(async (file) => [
      basename(file),
      createHash('sha256')
        .update(await readFile(file))
        .digest('hex'),
    ]),
  );
  await writeFile(to, `${JSON.stringify(Object.fromEntries(hashes), undefined, 2)}\n`);
}
