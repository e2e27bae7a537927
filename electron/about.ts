import { readFile } from 'node:fs/promises';
import { app } from 'electron';
import * as v from 'valibot';
import { buildFactsSchema, type About } from '../common/about.ts';

/**
 * Tells what this Sigma is. It is read when somebody asks, since few ever do.
 * @param file what the build has left of itself
 * @throws Error if there is none, or nothing of the kind in it
 */
export async function readAbout(file: string, logFolder: string): Promise<About> {
  const { isSigned, licences } = v.parse(buildFactsSchema, JSON.parse(await readFile(file, 'utf8')));
  const { electron, chrome, node } = process.versions;
  return {
    version: app.getVersion(),
    // Only what is packaged is ever signed.
    isSigned: isSigned && app.isPackaged,
    runsOn: { electron, chromium: chrome, node },
    logFolder,
    licences,
  };
}
