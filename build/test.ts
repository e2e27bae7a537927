import { EXIT_USAGE } from './run.ts';
import { makeRunLong } from './test-suites/long-tests.ts';
import { COMPONENTS, DIST, E2E, E2E_WINE, INSTALLER, UNIT, WIN32 } from './test-suites/program-suites.ts';
import { runSuites } from './test-suites/run-suites.ts';
import { LINT, TYPES } from './test-suites/source-suites.ts';
import type { Suite } from './test-suites/suite-result.ts';

/**
 * `npm test`: all suites, or those that are named. With `--long`, only the files whose tests have a long form, in that
 * form.
 */

const TIMEOUT_MS = 75 * 60_000;
const LONG_TIMEOUT_MS = 4 * 60 * 60_000;

const given = process.argv.slice(2);
const isLong = given.includes('--long');
if (isLong) makeRunLong();

const isWindows = process.platform === 'win32';

/** The suites by their names on the command line, in the order in which they begin: the long ones early. */
const PROGRAMS: Readonly<Record<string, readonly Suite[]>> = {
  win32: WIN32,
  e2e: isWindows ? [E2E] : [E2E_WINE, E2E],
  dist: isWindows ? [DIST] : [INSTALLER, DIST],
  components: [COMPONENTS],
  unit: [UNIT],
};
const SUITES = isLong ? PROGRAMS : { lint: [LINT], types: [TYPES], ...PROGRAMS };

/** Suites that run only when named: on Windows the installer's tests change the computer. */
const ON_REQUEST = isWindows ? [INSTALLER] : [];

/** @returns the suites with a name on the command line, or the one with that name in the final table */
function suitesOf(name: string): readonly Suite[] {
  const all = [...Object.values(SUITES).flat(), ...ON_REQUEST];
  return SUITES[name] ?? all.filter((suite) => suite.name === name);
}

const names = given.filter((argument) => argument !== '--long');
const unknown = names.filter((name) => suitesOf(name).length === 0);
if (unknown.length > 0) {
  const known = [...Object.keys(SUITES), INSTALLER.name].join(', ');
  console.error(`Unknown: ${unknown.join(', ')}. The suites are ${known}.`);
  process.exitCode = EXIT_USAGE;
} else {
  const wanted = new Set((names.length > 0 ? names : Object.keys(SUITES)).flatMap(suitesOf));
  process.exitCode = await runSuites([...wanted], isLong ? LONG_TIMEOUT_MS : TIMEOUT_MS);
}
