import type { SuiteResult } from './suite-result.ts';

/**
 * What failed, which in a long run is far above; the table of what ran and what could not; and as its last line
 * `N passed, N failed, N skipped`.
 */
export function summary(results: readonly SuiteResult[]): string {
  const head = row('suite', 'passed', 'failed', 'skipped', 'seconds');
  const rows = results.map(({ name, passed, failed, skipped, seconds, note }) => {
    const numbers = row(name, String(passed), String(failed), String(skipped), seconds.toFixed(1));
    return note === undefined ? numbers : `${numbers}  ${note}`;
  });
  const sum = (count: 'passed' | 'failed' | 'skipped'): number =>
    results.reduce((total, result) => total + result[count], 0);
  const totals = `${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`;
  return [...results.flatMap(failuresOf), head, ...rows, '', totals].join('\n');
}

function failuresOf({ name, failures = [] }: SuiteResult): string[] {
  return failures.map((failure) => `✖ ${name}: ${failure.replaceAll('\n', '\n    ')}\n`);
}

function row(name: string, ...numbers: string[]): string {
  return name.padEnd(14) + numbers.map((number) => number.padStart(9)).join('');
}
