import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { buildApp } from './app.ts';
import { APP_OUT } from './paths.ts';
import { buildServiceExecutable, SERVICE_FILES } from './service-executable.ts';

/** What electron/bundled-helper.ts reads. */
const HELPER_FILE = join(APP_OUT, 'helper.json');

/**
 * Builds the desktop client and the service, and tells the client what the service's files are: it lets no others run
 * with administrator rights.
 * @returns which of the two had to be made
 */
export async function buildAppWithService(): Promise<{ readonly app: boolean; readonly service: boolean }> {
  const made = { app: await buildApp(), service: await buildServiceExecutable() };
  await writeHelperHashes(SERVICE_FILES, HELPER_FILE);
  return made;
}

/** Writes the SHA-256 of each file, by its name, as JSON. */
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
