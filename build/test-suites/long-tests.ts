import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ROOT } from '../paths.ts';

/** Has the tests that are long by nature run in their long form; test/long.ts reads it. */
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
