import { join } from 'node:path';
import { ROOT } from '../paths.ts';
import { run } from '../run.ts';
import type { Counts, Suite } from './suite-result.ts';

/** A tool in node_modules that checks the sources, by the path of its script, and its arguments. */
type Check = readonly [name: string, script: string, ...checkArguments: string[]];

/** Version 7, which is written in Go, takes a seventh of the time; ESLint's rules still need version 6. */
const TYPESCRIPT = join('typescript-7', 'bin', 'tsc');

/** The folders whose imports .dependency-cruiser.js judges. */
const SOURCE_FOLDERS = ['common', 'native-bridge', 'service', 'electron', 'renderer', 'build', 'test'];

/** The style and the layering of the sources, and that each of them, and each package, is used. */
export const LINT: Suite = {
  name: 'lint',
  tools: [],
  run: (signal) =>
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
      signal,
    ),
};

/** The types: of everything on Node, of what knows no platform, and of the window. */
export const TYPES: Suite = {
  name: 'types',
  tools: [],
  run: (signal) =>
    runChecks(
      [
        ['tsc', TYPESCRIPT, '--project', '.'],
        ['tsc common', TYPESCRIPT, '--project', 'common'],
        ['tsc renderer', TYPESCRIPT, '--project', 'renderer'],
      ],
      signal,
    ),
};

/** Each tool counts as one. */
async function runChecks(checks: readonly Check[], signal: AbortSignal): Promise<Counts> {
  let failed = 0;
  for (const [name, script, ...checkArguments] of checks) {
    const path = join(ROOT, 'node_modules', script);
    const { code } = await run(process.execPath, [path, ...checkArguments], { cwd: ROOT, signal });
    console.log(`${code === 0 ? '✔' : '✖'} ${name}`);
    if (code !== 0) failed += 1;
  }
  return { passed: checks.length - failed, failed, skipped: 0 };
}
