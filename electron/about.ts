import { readFile } from 'node:fs/promises';
import { app } from 'electron';
import * as v from 'valibot';
import { buildFactsSchema, type About } from '../common/about.ts';

/**
 * Describes this Sigma. Read on request, because few users ever ask.
 * @param file the facts left by the build
 * @throws Error if the file is missing or holds something else
 */
export async function readAbout(file: string, logFolder: string): Promise<About> {
  const { isSigned, licences } = v.parse(buildFactsSchema, JSON.parse(await readFile(file, 'utf8')));
  const { electron, chrome, node } = process.versions;
  return {
    version: app.getVersion(),
    // Only a packaged Sigma is ever signed.
    isSigned: isSigned && app.isPackaged,
    runsOn: { electron, chromium: chrome, node },
    logFolder,
    licences,
  };
}
