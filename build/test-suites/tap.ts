import { basename } from 'node:path';
import { failure, type Counts } from './suite-result.ts';
import { tapFailures } from './tap-failures.ts';

/**
 * Reads the counts at the end of what Node's `tap` reporter wrote.
 * @param files the test files that were run; Node takes one without tests for a test that passed, here it fails
 * @returns one failure where the report has no end, because the run died, or where there were no tests
 */
export function tapCounts(report: string, files: readonly string[]): Counts {
  const totals = new Map<string, number>();
  // The last of each: what tests print comes before, and may look the same.
  for (const [, name = '', count] of report.matchAll(/^# (\w+) (\d+)$/gm)) totals.set(name, Number(count));
  const total = (name: string): number => totals.get(name) ?? 0;
  if (!totals.has('pass')) return failure('the run ended before its report did');
  if (total('tests') === 0) return failure('there are no tests');
  // A hook that fails after a suite's tests, which have passed, is in none of the totals, nor in the exit code.
  const hooks = [...report.matchAll(/type: 'suite'\n.*\n *failureType: 'hookFailed'/g)].length;
  const passed = new Set(Array.from(report.matchAll(/^ok \d+ - (.*)$/gm), ([, name = '']) => fileName(name)));
  const failures = tapFailures(report);
  const empty = files.map((file) => basename(file)).filter((file) => passed.has(file));
  return {
    passed: total('pass') - empty.length,
    failed: total('fail') + total('cancelled') + hooks + empty.length,
    skipped: total('skipped') + total('todo'),
    ...(failures.length === 0 ? {} : { failures }),
    ...(empty.length === 0 ? {} : { note: `without a test: ${empty.join(', ')}` }),
  };
}

/** The reporter names a file by its path, in which Windows' backslashes are escaped. */
function fileName(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}
