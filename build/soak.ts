import { EXIT_USAGE } from './run.ts';
import { soak } from './test-suites/program-suites.ts';
import { runSuites } from './test-suites/run-suites.ts';

/** `npm run soak`: everything that can happen to Sigma, for half an hour or the given number of minutes. */

/** The time for building first, in milliseconds. */
const ROOM_MS = 15 * 60_000;

const [minutes = '30', ...others] = process.argv.slice(2);
if (!/^\d+$/.test(minutes) || others.length > 0) {
  console.error('Usage: npm run soak [-- MINUTES]');
  process.exitCode = EXIT_USAGE;
} else {
  const suite = soak(Number(minutes));
  process.exitCode = await runSuites([suite], suite.timeoutMs() + ROOM_MS);
}
