import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ROOT } from '../paths.ts';

/** Makes the tests that have a long form run in it; test/long.ts reads this variable. */
const LONG = 'SIGMA_TEST_LONG';

export function isLongRun(): boolean {
  return process.env[LONG] === '1';
}

export function makeRunLong(): void {
  process.env[LONG] = '1';
}

/** @returns the bundled files whose tests have a long form: those that import test/long.ts themselves */
export async function filesWithLongForm(suite: string, files: readonly string[]): Promise<string[]> {
  const isLong = await Promise.all(files.map((file) => hasLongForm(suite, file)));
  return files.filter((_file, index) => isLong[index]);
}

async function hasLongForm(suite: string, file: string): Promise<boolean> {
  const source = join(ROOT, 'test', suite, basename(file, '.js'));
  const text = await readFile(`${source}.ts`, 'utf8').catch(() => readFile(`${source}.tsx`, 'utf8'));
  return text.includes("from '../long.ts'");
}
