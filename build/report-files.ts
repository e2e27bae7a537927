import { statSync } from 'node:fs';
import { relative } from 'node:path';
import { ROOT } from './paths.ts';

/** Prints the files with their sizes. */
export function reportFiles(what: string, files: readonly string[]): void {
  console.log(`Built ${what}:`);
  for (const file of files)
    console.log(`${sizeText(statSync(file).size).padStart(10)}  ${relative(ROOT, file)}`);
}

function sizeText(bytes: number): string {
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
