import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { run } from '../../build/run.ts';
import { runNodeTests, type NodeTestOptions } from '../../build/test-suites/node-tests.ts';
import type { Counts } from '../../build/test-suites/suite-result.ts';
import { here } from '../../build/test-suites/test-places.ts';

const isWindows = process.platform === 'win32';
const PLENTY = { test: 60_000, file: 60_000 };
/** Enough time to start, even if both cores are busy. */
const SHORT = { test: 60_000, file: 12_000 };

let folder: string;
before(async () => (folder = await mkdtemp(join(tmpdir(), 'sigma-runner-'))));
after(() => rm(folder, { recursive: true }));

/** Writes a test file and runs it as the suites do. @returns the counts, and what was shown */
async function runTests(
  name: string,
  body: string,
  options: Partial<NodeTestOptions> = {},
): Promise<Counts & { readonly shown: string }> {
  const file = join(folder, `${name}.test.js`);
  await writeFile(file, `const { after, before, describe, test } = require('node:test');\n${body}`);
  let shown = '';
  const counts = await runNodeTests([file], {
    ...{ reports: `unit runner ${name}`, place: here(), bounds: PLENTY },
    signal: new AbortController().signal,
    print: (text) => (shown += `${text}\n`),
    ...options,
  });
  return { ...counts, shown };
}

/** Fails unless a file exists: fails when it is run for the first time. */
function once(name: string): string {
  const path = JSON.stringify(join(folder, name));
  return `const fs = require('node:fs'); const isSecond = fs.existsSync(${path}); fs.writeFileSync(${path}, '');`;
}

async function isRunning(idFile: string): Promise<boolean> {
  const id = Number(await readFile(join(folder, idFile), 'utf8'));
  try {
    process.kill(id, 0);
  } catch {
    return false;
  }
  if (isWindows) return true;
  return !/^\d+ \(.*\) Z /s.test(await readFile(`/proc/${id}/stat`, 'utf8').catch(() => '0 () Z '));
}

/** A killed process needs a moment, and longer if both cores are busy. */
async function assertEnds(idFile: string): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (await isRunning(idFile)) {
    assert.ok(performance.now() < deadline, `${idFile} is still running`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Starts a program that keeps running, in its own process group, and writes its id. */
function startsProgram(idFile: string): string {
  const path = JSON.stringify(join(folder, idFile));
  return `const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'],
      { detached: true, stdio: 'ignore' });
    require('node:fs').writeFileSync(${path}, String(child.pid)); child.unref();`;
}

describe('running files of tests', { concurrency: true }, () => {
  describe('a file of tests', { concurrency: true }, () => {
    test('counts what passes, what fails and what is left out', async () => {
      const { passed, failed, skipped, failures } = await runTests(
        'mixed',
        `describe('suite', () => {
        test('passes', () => {});
        test('fails', () => { throw new Error('for \\x1b[2mthis\\x1b[22m reason'); });
        test.skip('is skipped', () => {});
        test.todo('is to do');
      });`,
      );
      assert.deepEqual({ passed, failed, skipped }, { passed: 1, failed: 1, skipped: 2 });
      assert.deepEqual(failures, [{ test: 'mixed.test › suite › fails', error: 'for this reason' }]);
    });

    test('fails by a hook after its tests, though all of them passed', async () => {
      const { passed, failed, failures } = await runTests(
        'after-hooks',
        `describe('suite', () => { after(() => { throw new Error('not cleared up'); }); test('passes', () => {}); });
       after(() => { throw new Error('nor here'); });`,
      );
      assert.deepEqual({ passed, failed }, { passed: 1, failed: 2 });
      assert.deepEqual(failures, [
        { test: 'after-hooks.test › suite', error: 'not cleared up' },
        { test: 'after-hooks.test', error: 'nor here' },
      ]);
    });

    test('fails by a hook before its tests once, and each test that could not run counts', async () => {
      const { failed, failures } = await runTests(
        'before-hook',
        `describe('suite', () => { before(() => { throw new Error('no prefix'); });
        test('one', () => {}); test('two', () => {}); });`,
      );
      assert.equal(failed, 3);
      assert.deepEqual(failures, [{ test: 'before-hook.test › suite', error: 'no prefix' }]);
    });

    for (const [name, body, reason] of [
      ['empty', '', 'has no tests'],
      ['left-early', `test('leaves', () => process.exit(0));`, 'its process ended with exit code 0 before'],
      [
        'no-module',
        `require('./missing.js');`,
        'its process ended with exit code 1 before its tests had ended',
      ],
      [
        'exit-code',
        `test('passes', () => { process.exitCode = 3; });`,
        'its process ended with exit code 3 though',
      ],
    ] as const) {
      test(`fails where Node would not say so, or not why: ${name}`, async () => {
        const { failed, failures = [] } = await runTests(name, body);
        assert.equal(failed, 1);
        const { error = '' } = failures[0] ?? {};
        assert.ok(error.startsWith(reason), error);
      });
    }

    test('that fails shows what its process printed, and one that passes does not', async () => {
      const print = `console.log('printed it');`;
      assert.match(
        (await runTests('loud', `${print} test('fails', () => { throw 1; });`)).shown,
        /printed it/,
      );
      assert.doesNotMatch(
        (await runTests('quiet', `${print} test('passes', () => {});`)).shown,
        /printed it/,
      );
    });
  });

  describe('a file of tests that hangs', { concurrency: true }, () => {
    for (const [name, body, underWay] of [
      [
        'test',
        `test('passes', () => {}); test('hangs', () => new Promise((r) => setTimeout(r, 1e6)));`,
        'hangs',
      ],
      [
        'hook',
        `describe('s', () => { before(() => new Promise((r) => setTimeout(r, 1e6))); test('a', () => {}); });`,
        's',
      ],
    ] as const) {
      test(`is ended when its time is over, and says in which ${name}`, async () => {
        const { failed, failures = [] } = await runTests(`hanging-${name}`, body, {
          bounds: SHORT,
        });
        assert.ok(failed >= 1);
        assert.match(
          JSON.stringify(failures),
          new RegExp(`not finished after 12 s, while \\\\"${underWay}\\\\"`),
        );
      });
    }

    test('fails by the bound of the test or hook that hangs if that is shorter, and its other tests run', async () => {
      const { passed, failures } = await runTests(
        'test-bound',
        `let timer; const hang = () => new Promise((r) => { timer = setTimeout(r, 1e6); });
         after(() => clearTimeout(timer));
         test('hangs', hang);
         test('runs', () => clearTimeout(timer));
         describe('suite', () => { before(hang); test('cannot run', () => {}); });`,
        { bounds: { test: 1000, file: 60_000 } },
      );
      assert.equal(passed, 1);
      assert.deepEqual(
        failures?.map(({ test: name, error }) => [name, error]),
        [
          ['test-bound.test › hangs', 'test timed out after 1000ms'],
          ['test-bound.test › suite', 'test timed out after 1000ms'],
        ],
      );
    });

    test('in a loop without end is ended as well', async () => {
      const { failures = [] } = await runTests('spinning', `test('spins', () => { for (;;); });`, {
        bounds: SHORT,
      });
      assert.match(failures[0]?.error ?? '', /^not finished after 12 s/);
    });

    test('takes with it all that it started', async () => {
      const body = `${startsProgram('hanging-child')} test('hangs', () => new Promise((r) => setTimeout(r, 1e6)));`;
      await runTests('hanging-parent', body, { bounds: SHORT });
      await assertEnds('hanging-child');
    });

    test('is ended at once when the run is interrupted', async () => {
      const interruption = new AbortController();
      const hangs = `${startsProgram('interrupted-child')} setInterval(() => {}, 1000);
      test('hangs', () => new Promise(() => {}));`;
      const running = runTests('interrupted', hangs, { signal: interruption.signal });
      while (!(await isRunning('interrupted-child').catch(() => false)))
        await new Promise((r) => setTimeout(r, 50));
      interruption.abort();
      assert.match((await running).failures?.[0]?.error ?? '', /^interrupted/);
      await assertEnds('interrupted-child');
    });
  });

  describe('a file of tests that fails if files are retried', { concurrency: true }, () => {
    test('passes if it does so the second time, and what had failed is flaky', async () => {
      const { passed, failed, flaky, failures } = await runTests(
        'flaky',
        `${once('flaky-ran')} test('always', () => {});
       test('the second time', () => { if (!isSecond) throw new Error('bad luck'); });`,
        { isRetried: true },
      );
      assert.deepEqual({ passed, failed }, { passed: 2, failed: 0 });
      assert.deepEqual(failures, []);
      assert.deepEqual(flaky, [{ test: 'flaky.test › the second time', error: 'bad luck' }]);
    });

    test('runs in a fresh place the second time, without what the first time left running', async () => {
      let closed = 0;
      const place = here();
      const counted = { ...place, close: () => ((closed += 1), place.close()) };
      const { failed } = await runTests(
        'fresh-place',
        `${once('fresh-ran')} if (!isSecond) { ${startsProgram('left-running')} }
       test('the second time', () => { if (!isSecond) throw new Error('bad luck'); });`,
        { isRetried: true, place: counted },
      );
      assert.equal(failed, 0);
      assert.equal(closed, 2, 'once before the second time, and in the end');
      await assertEnds('left-running');
    });

    test('fails if it fails again, and is not flaky', async () => {
      const { failed, flaky, failures } = await runTests(
        'broken',
        `test('never', () => { throw new Error('broken'); });`,
        { isRetried: true },
      );
      assert.equal(failed, 1);
      assert.deepEqual(flaky, []);
      assert.deepEqual(failures, [{ test: 'broken.test › never', error: 'broken' }]);
    });

    test('is run again if its process died or hung, too', async () => {
      const died = await runTests(
        'dies-once',
        `${once('died')} test('dies', () => { if (!isSecond) process.exit(1); });`,
        {
          isRetried: true,
        },
      );
      assert.deepEqual([died.passed, died.failed, died.flaky?.length], [1, 0, 1]);
      const hung = await runTests(
        'hangs-once',
        `${once('hung')} test('hangs', () => isSecond || new Promise((r) => setTimeout(r, 1e6)));`,
        { isRetried: true, bounds: SHORT },
      );
      assert.deepEqual([hung.passed, hung.failed], [1, 0]);
      assert.match(hung.flaky?.[0]?.error ?? '', /^not finished after 12 s, while "hangs" was under way$/);
    });
  });
});

test('a command that is ended takes with it what it started, and is not waited for if that lives on', async () => {
  const leaves = `const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'],
    { stdio: 'inherit' }); require('node:fs').writeFileSync(process.argv[1], String(child.pid)); process.exit(0);`;
  const path = join(folder, 'left-by-command');
  const running = run(process.execPath, ['-e', leaves, path], {
    output: 'capture',
    signal: AbortSignal.timeout(2000),
  });
  await assert.rejects(running, { name: 'TimeoutError' });
  if (!isWindows) await assertEnds('left-by-command');
});
