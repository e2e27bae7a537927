import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { runSuite, type Suite } from '../../build/test-suites/suite-result.ts';
import { summary } from '../../build/test-suites/summary.ts';
import { tapCounts } from '../../build/test-suites/tap.ts';

const FILES = ['/sigma/out/test/unit/health.test.js'];

/** What Node's reporter ends with. */
function ending(
  counts: Partial<Record<'tests' | 'pass' | 'fail' | 'cancelled' | 'skipped' | 'todo', number>>,
): string {
  const all = { tests: 0, suites: 0, pass: 0, fail: 0, cancelled: 0, skipped: 0, todo: 0, ...counts };
  return `1..1\n${Object.entries(all)
    .map(([name, count]) => `# ${name} ${count}\n`)
    .join('')}# duration_ms 12.5\n`;
}

describe('the counts of a run', () => {
  test('are those at the end, whatever the tests print', () => {
    const report = `TAP version 13\n# pass 99\n# fail 99\n${ending({ tests: 9, pass: 3, fail: 2, cancelled: 1, skipped: 2, todo: 1 })}`;
    assert.deepEqual(tapCounts(report, FILES), { passed: 3, failed: 3, skipped: 3 });
  });

  test('are one failure when the run died or had no tests', () => {
    assert.equal(tapCounts('TAP version 13\nok 1 - a test\n', FILES).failed, 1);
    assert.equal(tapCounts('', FILES).failed, 1);
    assert.equal(tapCounts(ending({}), FILES).failed, 1);
  });

  test('take a suite whose hook failed for a failure, though all of its tests passed', () => {
    const failed =
      "  ---\n  type: 'suite'\n  location: 'C:\\\\a.js:42:1'\n  failureType: 'hookFailed'\n  ...\n";
    const report = `TAP version 13\nnot ok 1 - a suite\n${failed}${ending({ tests: 2, pass: 2 })}`;
    const counts = tapCounts(report, FILES);
    assert.deepEqual([counts.passed, counts.failed], [2, 1]);
  });

  test('take a file without tests for a failure, which Node takes for a test that passed', () => {
    for (const name of ['out/test/unit/health.test.js', String.raw`out\\test\\unit\\health.test.js`]) {
      const report = `# Subtest: ${name}\nok 1 - ${name}\n${ending({ tests: 5, pass: 5 })}`;
      const { passed, failed, note } = tapCounts(report, FILES);
      assert.deepEqual({ passed, failed }, { passed: 4, failed: 1 });
      assert.match(note ?? '', /health\.test\.js/);
    }
  });
});

const A_RUN_THAT_FAILED = `TAP version 13
# Subtest: a suite
    # Subtest: begins
    not ok 1 - begins
      ---
      type: 'test'
      failureType: 'testCodeFailure'
      error: |-
        Expected values to be equal:
        
        1 !== 2
      code: 'ERR_ASSERTION'
      ...
    # Subtest: ends
    ok 2 - ends
      ---
      type: 'test'
      ...
    1..2
not ok 1 - a suite
  ---
  type: 'suite'
  failureType: 'subtestsFailed'
  error: '1 subtest failed'
  ...
# Subtest: another suite
not ok 2 - another suite
  ---
  type: 'suite'
  failureType: 'hookFailed'
  error: 'wineboot failed'
  ...
${ending({ tests: 2, pass: 1, fail: 1 })}`;

test('what failed is told with its error, and a suite only for itself', () => {
  assert.deepEqual(tapCounts(A_RUN_THAT_FAILED, FILES).failures, [
    'begins: Expected values to be equal:\n\n1 !== 2',
    'another suite: wineboot failed',
  ]);
});

describe('a suite', () => {
  const ci = process.env['CI'];
  afterEach(() => {
    if (ci === undefined) delete process.env['CI'];
    else process.env['CI'] = ci;
  });

  const lacking: Suite = {
    name: 'win32',
    tools: [{ name: 'Wine', purpose: 'runs Windows programs', packages: ['wine'], find: () => undefined }],
    run: () => Promise.reject(new Error('must not run')),
  };

  test('that lacks a program is skipped, and says what is missing', async () => {
    process.env['CI'] = '';
    const { passed, failed, skipped, note } = await runSuite(lacking, new AbortController().signal);
    assert.deepEqual({ passed, failed, skipped }, { passed: 0, failed: 0, skipped: 1 });
    assert.match(note ?? '', /Wine is missing/);
  });

  test('that lacks a program fails where CI is set', async () => {
    process.env['CI'] = 'true';
    const { failed, skipped } = await runSuite(lacking, new AbortController().signal);
    assert.deepEqual({ failed, skipped }, { failed: 1, skipped: 0 });
  });

  test('that throws fails with the reason', async () => {
    const broken: Suite = { name: 'unit', tools: [], run: () => Promise.reject(new Error('no such file')) };
    const { failed, note } = await runSuite(broken, new AbortController().signal);
    assert.equal(failed, 1);
    assert.equal(note, 'no such file');
  });
});

test('the summary tells what failed, and why', () => {
  const unit = {
    name: 'unit',
    passed: 4,
    failed: 1,
    skipped: 0,
    seconds: 2,
    failures: ['health: not\nequal'],
  };
  assert.match(summary([unit]), /✖ unit: health: not\n {4}equal\n/);
});

test('the summary ends with the sums of all suites on a line of their own', () => {
  const results = [
    { name: 'unit', passed: 40, failed: 1, skipped: 0, seconds: 2 },
    {
      name: 'e2e wine',
      passed: 0,
      failed: 0,
      skipped: 1,
      seconds: 0,
      note: 'could not run: Wine is missing',
    },
  ];
  const lines = summary(results).split('\n');
  assert.equal(lines.at(-1), '40 passed, 1 failed, 1 skipped');
  assert.ok(
    lines.some((line) => line.startsWith('e2e wine') && line.endsWith('could not run: Wine is missing')),
  );
});
