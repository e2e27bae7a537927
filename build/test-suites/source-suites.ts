import { join } from 'node:path';
import { ROOT } from '../paths.ts';
import { run } from '../run.ts';
import { durationText } from './bounds.ts';
import type { Counts, Failure, Suite, SuiteContext } from './suite-result.ts';

/** How long one tool, and how long a whole suite may take, in milliseconds. */
const CHECK_TIMEOUT_MS = 5 * 60_000;
const SUITE_TIMEOUT_MS = 15 * 60_000;

/** A tool in node_modules that checks the sources: its name, the path of its script, and its arguments. */
type Check = readonly [name: string, script: string, ...checkArguments: string[]];

/** Version 7, which is written in Go, takes a seventh of the time; ESLint's rules still need version 6. */
const TYPESCRIPT = join('typescript-7', 'bin', 'tsc');

/** The folders whose imports .dependency-cruiser.js checks. */
const SOURCE_FOLDERS = [
  'common',
  'native-bridge',
  'engine',
  'service',
  'electron',
  'renderer',
  'build',
  'test',
];

/** Checks style and layering, and that each source file and each package is used. */
export const LINT: Suite = {
  name: 'lint',
  tools: [],
  timeoutMs: () => SUITE_TIMEOUT_MS,
  run: (context) =>
    runChecks(
      [
        ['eslint', join('eslint', 'bin', 'eslint.js'), '.', '--max-warnings=0'],
        [
          'dependency-cruiser',
          join('dependency-cruiser', 'bin', 'dependency-cruiser.mjs'),
          ...SOURCE_FOLDERS,
        ],
        ['knip', join('knip', 'bin', 'knip.js'), '--treat-config-hints-as-errors'],
        ['prettier', join('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level=warn', '.'],
      ],
      context,
    ),
};

/**
 * Checks the types: of everything on Node, of the platform-independent code, of the window, and of the stand-in's code
 * in the page.
 */
export const TYPES: Suite = {
  name: 'types',
  tools: [],
  timeoutMs: () => SUITE_TIMEOUT_MS,
  run: (context) =>
    runChecks(
      [
        ['tsc', TYPESCRIPT, '--project', '.'],
        ['tsc common', TYPESCRIPT, '--project', 'common'],
        ['tsc renderer', TYPESCRIPT, '--project', 'renderer'],
        ['tsc page', TYPESCRIPT, '--project', join('test', 'hosts', 'page')],
      ],
      context,
    ),
};

/** Each tool counts as one test. */
async function runChecks(checks: readonly Check[], { signal, print }: SuiteContext): Promise<Counts> {
  const failures: Failure[] = [];
  for (const check of checks) {
    const [test] = check;
    const error = await runCheck(check, signal, print);
    print(`${error === undefined ? '✔' : '✖'} ${test}`);
    if (error !== undefined) failures.push({ test, error });
  }
  return { passed: checks.length - failures.length, failed: failures.length, skipped: 0, failures };
}

/** @returns what is wrong, unless the tool has printed it itself */
async function runCheck(
  [, script, ...checkArguments]: Check,
  signal: AbortSignal,
  print: SuiteContext['print'],
): Promise<string | undefined> {
  const deadline = AbortSignal.timeout(CHECK_TIMEOUT_MS);
  const path = join(ROOT, 'node_modules', script);
  try {
    const { code, output } = await run(process.execPath, [path, ...checkArguments], {
      cwd: ROOT,
      output: 'capture',
      signal: AbortSignal.any([signal, deadline]),
    });
    if (output.trim() !== '') print(output.trimEnd());
    return code === 0 ? undefined : `ended with exit code ${code}`;
  } catch (error) {
    if (signal.aborted || !deadline.aborted) throw error;
    return `not finished after ${durationText(CHECK_TIMEOUT_MS)}`;
  }
}
