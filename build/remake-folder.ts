import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Makes all files of a folder, and replaces only those that differ. Whatever runs from the folder, or reads it, does
 * not notice a build that changes nothing: `npm start` builds while tests use an earlier build.
 * @param make writes the files to an empty folder beside the other one
 * @param kept names of files that others write
 */
export async function remakeFolder(
  folder: string,
  make: (workshop: string) => Promise<void>,
  kept: readonly string[] = [],
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const workshop = await mkdtemp(`${folder}-unfinished-`);
  try {
    await make(workshop);
    const made = await filesIn(workshop);
    for (const file of made) await replaceIfOther(join(folder, file), join(workshop, file));
    const wanted = new Set([...made, ...kept]);
    const left = (await filesIn(folder)).filter((file) => !wanted.has(file));
    for (const file of left) await rm(join(folder, file), { force: true });
  } finally {
    await rm(workshop, { recursive: true });
  }
}

async function replaceIfOther(file: string, made: string): Promise<void> {
  const present = await readFile(file).catch(() => undefined);
  if (present?.equals(await readFile(made)) === true) return;
  await mkdir(dirname(file), { recursive: true });
  await rename(made, file);
}

/** @returns their paths in the folder */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1));
}
