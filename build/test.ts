import { DIST, DIST_WINE, E2E, E2E_WINE, UNIT, WIN32 } from './test-suites/program-suites.ts';
import { LINT, TYPES } from './test-suites/source-suites.ts';
import { runSuite, type Suite, type SuiteResult } from './test-suites/suite-result.ts';
import { summary } from './test-suites/summary.ts';

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

const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    interruption.abort(new Error('interrupted'));
  });
}

const results: SuiteResult[] = [];
for (const suite of (names.length > 0 ? names : Object.keys(SUITES)).flatMap((name) => SUITES[name] ?? [])) {
  if (!interruption.signal.aborted) results.push(await runSuite(suite, interruption.signal));
}
console.log(`\n${summary(results)}`);
if (interruption.signal.aborted || results.some(({ failed }) => failed > 0)) process.exitCode = 1;
