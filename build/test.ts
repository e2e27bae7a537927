import { DIST, DIST_WINE, E2E, E2E_WINE, UNIT, WIN32 } from './test-suites/program-suites.ts';
import { LINT, TYPES } from './test-suites/source-suites.ts';
import { runSuites } from './test-suites/run-suites.ts';
import type { Suite } from './test-suites/suite-result.ts';

const isWindows = process.platform === 'win32';

/** The suites by the names they have on the command line, in the order in which they run. */
const SUITES: Readonly<Record<string, readonly Suite[]>> = {
  lint: [LINT],
  types: [TYPES],
  unit: [UNIT],
  dist: isWindows ? [DIST] : [DIST, DIST_WINE],
  win32: [WIN32],
  e2e: isWindows ? [E2E] : [E2E, E2E_WINE],
};

const names = process.argv.slice(2);
const unknown = names.filter((name) => !(name in SUITES));
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(', ')}. The suites are ${Object.keys(SUITES).join(', ')}.`);
  process.exit(1);
}

const wanted = names.length > 0 ? names : Object.keys(SUITES);
process.exitCode = await runSuites(wanted.flatMap((name) => SUITES[name] ?? []));
