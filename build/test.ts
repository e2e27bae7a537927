import { EXIT_USAGE } from './run.ts';
import { makeRunLong } from './test-suites/long-tests.ts';
import { DIST, DIST_WINE, E2E, E2E_WINE, UNIT, WIN32 } from './test-suites/program-suites.ts';
import { runSuites } from './test-suites/run-suites.ts';
import { LINT, TYPES } from './test-suites/source-suites.ts';
import type { Suite } from './test-suites/suite-result.ts';

/**
 * `npm test`: all suites, or those that are named. With `--long` only the files of tests that are long by nature, each
 * in its long form.
 */

const TIMEOUT_MS = 75 * 60_000;
const LONG_TIMEOUT_MS = 4 * 60 * 60_000;

const given = process.argv.slice(2);
const isLong = given.includes('--long');
if (isLong) makeRunLong();

const isWindows = process.platform === 'win32';

/** The suites by the names they have on the command line, in the order in which they run. */
const PROGRAMS: Readonly<Record<string, readonly Suite[]>> = {
  unit: [UNIT],
  dist: isWindows ? [DIST] : [DIST, DIST_WINE],
  win32: [WIN32],
  e2e: isWindows ? [E2E] : [E2E, E2E_WINE],
};
const SUITES = isLong ? PROGRAMS : { lint: [LINT], types: [TYPES], ...PROGRAMS };

const names = given.filter((argument) => argument !== '--long');
const unknown = names.filter((name) => !(name in SUITES));
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(', ')}. The suites are ${Object.keys(SUITES).join(', ')}.`);
  process.exitCode = EXIT_USAGE;
} else {
  const suites = Object.entries(SUITES).flatMap(([name, parts]) =>
    names.length === 0 || names.includes(name) ? parts : [],
  );
  process.exitCode = await runSuites(suites, isLong ? LONG_TIMEOUT_MS : TIMEOUT_MS);
}
