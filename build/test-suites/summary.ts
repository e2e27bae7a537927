import type { Failure, FileTime, SuiteResult } from './suite-result.ts';

/** More flaky tests than this in a run can't be chance. */
const FLAKY_LIMIT = 2;

const SLOWEST = 10;

/** Whether the run is good: nothing failed, and hardly anything was flaky. */
export function isGood(results: readonly SuiteResult[]): boolean {
  return results.every(({ failed }) => failed === 0) && !isTooFlaky(results);
}

/**
 * What failed and what was flaky, which in a long run is far above; the table of what ran and what could not; the
 * slowest files; and as the last line `N passed, N failed, N skipped`.
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
  return [
    ...told('✖', results, ({ failures = [] }) => failures),
    ...told('⚠ flaky:', results, ({ flaky = [] }) => flaky),
    ...[head, ...rows, ''],
    ...slowest(results),
    ...flakyVerdict(results),
    totals,
  ].join('\n');
}

function told(
  sign: string,
  results: readonly SuiteResult[],
  select: (result: SuiteResult) => readonly Failure[],
): string[] {
  return results.flatMap((result) =>
    select(result).map(
      ({ test, error }) => `${sign} ${result.name}: ${test}: ${error}`.replaceAll('\n', '\n    ') + '\n',
    ),
  );
}

/** Both times of a file that ran twice count. */
function slowest(results: readonly SuiteResult[]): string[] {
  const files = results
    .flatMap(({ name, files = [] }) =>
      files.map((file): FileTime & { suite: string } => ({ ...file, suite: name })),
    )
    .sort((left, right) => right.seconds - left.seconds)
    .slice(0, SLOWEST);
  if (files.length === 0) return [];
  const rows = files.map(
    ({ suite, name, seconds }) => `${suite.padEnd(14)}${seconds.toFixed(1).padStart(9)}  ${name}`,
  );
  return [`${'slowest files'.padEnd(14)}${'seconds'.padStart(9)}`, ...rows, ''];
}

function flakyVerdict(results: readonly SuiteResult[]): string[] {
  const count = flakyCount(results);
  if (count === 0) return [];
  const verdict = isTooFlaky(results) ? `: more than ${FLAKY_LIMIT} fail the run` : '';
  return [`${count} flaky${verdict}`];
}

function isTooFlaky(results: readonly SuiteResult[]): boolean {
  return flakyCount(results) > FLAKY_LIMIT;
}

function flakyCount(results: readonly SuiteResult[]): number {
  return results.reduce((total, { flaky = [] }) => total + flaky.length, 0);
}

function row(name: string, ...numbers: string[]): string {
  return name.padEnd(14) + numbers.map((number) => number.padStart(9)).join('');
}
