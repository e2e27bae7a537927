import { runSuite, type Suite, type SuiteResult } from './suite-result.ts';
import { summary } from './summary.ts';

/** Runs the suites one after the other until somebody interrupts, and prints what came of them. @returns the exit code */
export async function runSuites(suites: readonly Suite[]): Promise<number> {
  const interruption = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      interruption.abort(new Error('interrupted'));
    });
  }
  const results: SuiteResult[] = [];
  for (const suite of suites) {
    if (!interruption.signal.aborted) results.push(await runSuite(suite, interruption.signal));
  }
  console.log(`\n${summary(results)}`);
  return interruption.signal.aborted || results.some(({ failed }) => failed > 0) ? 1 : 0;
}
