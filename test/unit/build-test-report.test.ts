import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { runSuite, type Suite, type SuiteContext } from '../../build/test-suites/suite-result.ts';
import { isGood, summary } from '../../build/test-suites/summary.ts';
import { readReport, type ReportLine } from '../../build/test-suites/test-report.ts';

/** What json-reporter.ts writes for these events. */
function reportOf(...lines: readonly ReportLine[]): string {
  return [{ event: 'begin' } as const, ...lines].map((line) => `${JSON.stringify(line)}\n`).join('');
}

const END: ReportLine = { event: 'end' };
const RESULT = { kind: 'test', durationMs: 1, isSkipped: false, isTodo: false } as const;

describe('the report of a file', () => {
  test('names each test by the suites around it, and says what came of it', () => {
    const { results, hasEnded } = readReport(
      reportOf(
        { event: 'test:start', name: 'outer', nesting: 0 },
        { event: 'test:start', name: 'inner', nesting: 1 },
        { event: 'test:start', name: 'passes', nesting: 2 },
        { event: 'test:pass', name: 'passes', nesting: 2, ...RESULT },
        { event: 'test:start', name: 'fails', nesting: 2 },
        ...[
          {
            event: 'test:fail',
            name: 'fails',
            nesting: 2,
            ...RESULT,
            error: 'no',
            details: 'Error: no',
          } as const,
        ],
        {
          event: 'test:fail',
          name: 'inner',
          nesting: 1,
          ...RESULT,
          kind: 'suite',
          failureType: 'subtestsFailed',
        },
        { event: 'test:start', name: 'skipped', nesting: 1 },
        { event: 'test:pass', name: 'skipped', nesting: 1, ...RESULT, isSkipped: true },
        { event: 'test:start', name: 'to do', nesting: 1 },
        { event: 'test:fail', name: 'to do', nesting: 1, ...RESULT, isTodo: true, error: 'not yet' },
        { event: 'test:pass', name: 'outer', nesting: 0, ...RESULT, kind: 'suite' },
        END,
      ),
    );
    assert.equal(hasEnded, true);
    assert.deepEqual(
      results.map(({ path, outcome, error }) => [path.join('/'), outcome, error]),
      [
        ['outer/inner/passes', 'passed', undefined],
        ['outer/inner/fails', 'failed', 'no'],
        ['outer/skipped', 'skipped', undefined],
        ['outer/to do', 'todo', 'not yet'],
      ],
    );
  });

  test('counts a suite whose own hook failed, and tells the tests that were cancelled from those that failed', () => {
    const { results } = readReport(
      reportOf(
        { event: 'test:start', name: 'suite', nesting: 0 },
        { event: 'test:start', name: 'never ran', nesting: 1 },
        { event: 'test:fail', name: 'never ran', nesting: 1, ...RESULT, failureType: 'cancelledByParent' },
        {
          event: 'test:fail',
          name: 'suite',
          nesting: 0,
          ...RESULT,
          kind: 'suite',
          failureType: 'hookFailed',
        },
        {
          event: 'test:fail',
          name: '/out/a.test.js',
          nesting: 0,
          ...RESULT,
          kind: 'file',
          failureType: 'hookFailed',
        },
        END,
      ),
    );
    assert.deepEqual(
      results.map(({ path, outcome }) => [path, outcome]),
      [
        [['suite', 'never ran'], 'cancelled'],
        [['suite'], 'failed'],
        [[], 'failed'],
      ],
    );
  });

  test('that breaks off, in the middle of a line too, says what was under way', () => {
    const lines: readonly ReportLine[] = [
      { event: 'test:dequeue', name: 'suite', nesting: 0 },
      { event: 'test:dequeue', name: 'first', nesting: 1 },
      { event: 'test:complete', nesting: 1 },
    ];
    const inHook = readReport(reportOf(...lines));
    assert.deepEqual(inHook.underWay, ['suite']);
    const second: ReportLine = { event: 'test:dequeue', name: 'second', nesting: 1 };
    const inTest = readReport(`${reportOf(...lines, second)}{"event":"test:com`);
    assert.deepEqual(inTest.underWay, ['suite', 'second']);
    assert.equal(inTest.hasEnded, false);
  });

  test('has begun once the reporter was loaded, and keeps what tests told but not the sums of Node', () => {
    assert.equal(readReport('').hasBegun, false);
    const { hasBegun, diagnostics } = readReport(
      reportOf(
        { event: 'test:diagnostic', message: '3 handles more' },
        { event: 'test:diagnostic', message: 'tests 12' },
        { event: 'test:diagnostic', message: 'duration_ms 12.5' },
      ),
    );
    assert.equal(hasBegun, true);
    assert.deepEqual(diagnostics, ['3 handles more']);
  });
});

describe('a suite', () => {
  const ci = process.env['CI'];
  afterEach(() => {
    if (ci === undefined) delete process.env['CI'];
    else process.env['CI'] = ci;
  });

  const context: SuiteContext = { signal: new AbortController().signal, print: () => undefined };
  const unit: Omit<Suite, 'run'> = { name: 'unit', tools: [], timeoutMs: () => 60_000 };
  const lacking: Suite = {
    ...unit,
    tools: [{ name: 'Wine', purpose: 'runs Windows programs', packages: ['wine'], find: () => undefined }],
    run: () => Promise.reject(new Error('must not run')),
  };

  test('that lacks a program is skipped, and says what is missing', async () => {
    process.env['CI'] = '';
    const { passed, failed, skipped, note } = await runSuite(lacking, context);
    assert.deepEqual({ passed, failed, skipped }, { passed: 0, failed: 0, skipped: 1 });
    assert.match(note ?? '', /Wine is missing/);
  });

  test('that lacks a program fails if CI is set', async () => {
    process.env['CI'] = 'true';
    const { failed, skipped } = await runSuite(lacking, context);
    assert.deepEqual({ failed, skipped }, { failed: 1, skipped: 0 });
  });

  test('that throws fails with the reason', async () => {
    const broken: Suite = { ...unit, run: () => Promise.reject(new Error('no such file')) };
    const { failed, note } = await runSuite(broken, context);
    assert.equal(failed, 1);
    assert.equal(note, 'no such file');
  });

  test('whose build fails fails with the reason, and does not run', async () => {
    const suite: Suite = { ...unit, run: () => Promise.reject(new Error('must not run')) };
    const { failed, note } = await runSuite(suite, context, Promise.reject(new Error('does not compile')));
    assert.equal(failed, 1);
    assert.equal(note, 'does not compile');
  });

  test('that takes too long is ended, fails, and keeps what it had counted', async () => {
    const slow: Suite = {
      ...unit,
      timeoutMs: () => 50,
      run: ({ signal }) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => {
            resolve({ passed: 7, failed: 0, skipped: 0 });
          });
        }),
    };
    const { passed, failed, note } = await runSuite(slow, context);
    assert.deepEqual({ passed, failed }, { passed: 7, failed: 1 });
    assert.match(note ?? '', /^not finished after/);
  });
});

describe('the summary', () => {
  const unit = { name: 'unit', passed: 40, failed: 0, skipped: 0, seconds: 2 };
  const flakyTest = (test: string) => ({ test, error: 'not shown\nwithin 45 s' });

  test('tells what failed, and why', () => {
    const failures = [{ test: 'health › is', error: 'not\nequal' }];
    const results = [{ ...unit, failed: 1, failures }];
    assert.match(summary(results), /✖ unit: health › is: not\n {4}equal\n/);
    assert.equal(isGood(results), false);
  });

  test('names each flaky test with its first error above the last line, and counts it as passed', () => {
    const results = [{ ...unit, name: 'e2e', flaky: [flakyTest('mdi › a'), flakyTest('mdi › b')] }];
    const text = summary(results);
    assert.match(text, /⚠ flaky: e2e: mdi › a: not shown\n {4}within 45 s\n/);
    assert.match(text, /⚠ flaky: e2e: mdi › b: /);
    assert.match(text, /\n2 flaky\n40 passed, 0 failed, 0 skipped$/);
    assert.equal(isGood(results), true);
  });

  test('says that more than two flaky tests in all suites fail the run', () => {
    const results = [
      { ...unit, flaky: [flakyTest('a'), flakyTest('b')] },
      { ...unit, name: 'e2e', flaky: [flakyTest('c')] },
    ];
    assert.match(summary(results), /\n3 flaky: more than 2 fail the run\n80 passed, 0 failed, 0 skipped$/);
    assert.equal(isGood(results), false);
  });

  test('has the seconds of each suite, and the ten slowest files of all of them', () => {
    const files = Array.from({ length: 8 }, (_, index) => ({ name: `file-${index}`, seconds: index + 0.25 }));
    const lines = summary([
      { ...unit, seconds: 12.3, files },
      { ...unit, name: 'e2e wine', seconds: 45.6, files },
    ]).split('\n');
    assert.ok(lines.some((line) => /^unit .* 12\.3$/.test(line)));
    assert.ok(lines.some((line) => /^e2e wine .* 45\.6$/.test(line)));
    const slowest = lines.filter((line) => /file-\d$/.test(line));
    assert.equal(slowest.length, 10);
    assert.match(slowest[0] ?? '', /^unit +7\.3 {2}file-7$/);
    assert.match(slowest[9] ?? '', /^e2e wine +3\.3 {2}file-3$/);
  });

  test('ends with the sums of all suites on a line of their own', () => {
    const note = 'could not run: Wine is missing';
    const lacking = { name: 'e2e wine', passed: 0, failed: 0, skipped: 1, seconds: 0, note };
    const lines = summary([{ ...unit, failed: 1 }, lacking]).split('\n');
    assert.equal(lines.at(-1), '40 passed, 1 failed, 1 skipped');
    assert.ok(lines.some((line) => line.startsWith('e2e wine') && line.endsWith(note)));
  });
});
