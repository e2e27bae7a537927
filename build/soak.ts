import { EXIT_USAGE } from './run.ts';
import { soak } from './test-suites/program-suites.ts';
import { runSuite } from './test-suites/suite-result.ts';
import { summary } from './test-suites/summary.ts';

/** `npm run soak`: everything that can happen to Sigma, for half an hour or as many minutes as are given. */

const [minutes = '30', ...others] = process.argv.slice(2);
if (!/^\d+$/.test(minutes) || others.length > 0) {
  console.error('Usage: npm run soak [-- MINUTES]');
  process.exitCode = EXIT_USAGE;
} else {
  const result = await runSuite(soak(Number(minutes)), new AbortController().signal);
  console.log(`\n${summary([result])}`);
  if (result.failed > 0) process.exitCode = 1;
}
