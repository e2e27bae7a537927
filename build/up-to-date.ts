import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Whether every output exists and is newer than everything it is made from.
 * @param inputs files and folders; a folder stands for all that is below it, its own time included, which
 *   changes when a file is added or removed
 */
export async function isUpToDate(outputs: readonly string[], inputs: readonly string[]): Promise<boolean> {
  const made = await Promise.all(outputs.map(modifiedAt));
  const oldestOutput = Math.min(...made.map((time) => time ?? -Infinity));
  for (const input of inputs) {
    if ((await newestIn(input)) > oldestOutput) return false;
  }
  return true;
}

async function newestIn(path: string): Promise<number> {
  const own = (await modifiedAt(path)) ?? Infinity;
  const below = (await isFolder(path)) ? await readdir(path, { recursive: true }) : [];
  const times = await Promise.all(below.map((file) => modifiedAt(join(path, file))));
  return Math.max(own, ...times.map((time) => time ?? -Infinity));
}

async function modifiedAt(path: string): Promise<number | undefined> {
  return (await stat(path).catch(() => undefined))?.mtimeMs;
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
}
