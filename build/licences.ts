import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { lockedPackage } from './locked-package.ts';

/** The licence of one part of Sigma. */
export interface Licence {
  readonly name: string;
  readonly version: string;
  /** An SPDX expression, from the package's own description. */
  readonly terms: string;
  /** The text of all licence files of the package. */
  readonly text: string;
}

const LICENCE_FILE = /^(licen[cs]e|notice|copying)\b/i;

/** @throws Error if the package does not name its licence, or has no text of it: then it must not ship */
export async function licenceOf(packagePath: string): Promise<Licence> {
  return licenceIn(await lockedPackage(packagePath));
}

/** @param folder a package's own; its dependencies are not examined */
export async function licenceIn(folder: string): Promise<Licence> {
  return licenceFrom(folder, await licenceFiles(folder));
}

/** @param files those with the text */
export async function licenceFrom(folder: string, files: readonly string[]): Promise<Licence> {
  const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly version: string;
    readonly license?: string;
  };
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  if (license === undefined || texts.length === 0)
    throw new Error(`${name} ${version} comes without a licence.`);
  return { name, version, terms: license, text: texts.map((text) => text.trim()).join('\n\n') };
}

/** @returns the package's own licence first, then those of code that it has copied */
async function licenceFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && LICENCE_FILE.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !relative(folder, file).split(sep).includes('node_modules'))
    .toSorted((left, right) => left.split(sep).length - right.split(sep).length || (left < right ? -1 : 1));
}
