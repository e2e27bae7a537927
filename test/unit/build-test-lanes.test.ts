import assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
import { describe, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { runLanes } from '../../build/test-suites/run-suites.ts';
import { Screen } from '../../build/test-suites/screen.ts';
import type { Counts, Suite } from '../../build/test-suites/suite-result.ts';

const COUNTS: Counts = { passed: 1, failed: 0, skipped: 0 };

describe('what suites show that run side by side', () => {
  function openScreen() {
    const shown: string[] = [];
    const screen = new Screen((line) => shown.push(line.trim()));
    return { shown, first: screen.openLane(), second: screen.openLane() };
  }

  test('appears immediately from the first lane, and as a whole from the other when its suite ends', () => {
    const { shown, first, second } = openScreen();
    first.begin('e2e wine');
    first.print('a');
    second.begin('unit');
    second.print('1');
    first.print('b');
    second.print('2');
    assert.deepEqual(shown, ['── e2e wine ──', 'a', '… unit begins beside this', 'b']);
    second.end();
    first.print('c');
    assert.deepEqual(shown.slice(4), ['── unit ──', '1', '2', '── e2e wine, continued ──', 'c']);
  });

  test('appears immediately from the other lane as well when the first has no more suites', () => {
    const { shown, first, second } = openScreen();
    second.begin('unit');
    second.print('1');
    first.close();
    assert.deepEqual(shown, ['… unit begins beside this', '── unit ──', '1']);
    second.print('2');
    assert.equal(shown.at(-1), '2');
    second.end();
    second.begin('dist');
    assert.equal(shown.at(-1), '── dist ──');
  });
});

describe('lanes of suites', () => {
  const print = (): void => undefined;
  const signal = new AbortController().signal;

  function suite(name: string, parts: Partial<Suite>): Suite {
    return { name, tools: [], timeoutMs: () => 60_000, run: () => Promise.resolve(COUNTS), ...parts };
  }

  /** @returns suites that take as many turns as their number, and the order in which they began and ended */
  function logged(suites: Readonly<Record<string, Partial<Suite> & { readonly turns: number }>>) {
    const log: string[] = [];
    const all = Object.entries(suites).map(([name, { turns, ...parts }]) =>
      suite(name, {
        ...parts,
        async run() {
          log.push(`+${name}`);
          for (let turn = 0; turn < turns; turn += 1) await setImmediate();
          log.push(`-${name}`);
          return COUNTS;
        },
      }),
    );
    return { log, all };
  }

  test('run side by side on two cores, and a free lane takes the next', async () => {
    const { log, all } = logged({
      lint: { turns: 10 },
      win32: { turns: 100 },
      unit: { turns: 100 },
      dist: { turns: 10 },
      e2e: { turns: 10 },
    });
    const results = await runLanes(all, { signal, print });
    assert.deepEqual(
      results.map(({ name }) => name),
      ['lint', 'win32', 'unit', 'dist', 'e2e'],
    );
    if (availableParallelism() === 2) {
      assert.deepEqual(log, [
        ...['+lint', '+win32', '+unit', '-lint', '+dist', '-dist', '+e2e', '-e2e'],
        ...['-win32', '-unit'],
      ]);
    }
  });

  test('run those that change the computer one after the other', async () => {
    const { log, all } = logged({
      installer: { turns: 50, changesComputer: true },
      win32: { turns: 10, changesComputer: true },
      unit: { turns: 10 },
      e2e: { turns: 10, changesComputer: true },
    });
    const results = await runLanes(all, { signal, print });
    assert.equal(results.length, 4);
    const changing = log.filter((entry) => !entry.endsWith('unit'));
    assert.deepEqual(changing, ['+installer', '-installer', '+win32', '-win32', '+e2e', '-e2e']);
    if (availableParallelism() >= 2) assert.ok(log.indexOf('-unit') < log.indexOf('-installer'));
  });

  test('build one thing after another, and no suite that needs a build runs before', async () => {
    const log: string[] = [];
    let builds = 0;
    const built = (name: string): Suite =>
      suite(name, {
        async prepare() {
          builds += 1;
          assert.equal(builds, 1, 'two builds at once');
          for (let turn = 0; turn < 10; turn += 1) await setImmediate();
          builds -= 1;
          log.push(`built ${name}`);
        },
        run() {
          log.push(`ran ${name}`);
          return Promise.resolve(COUNTS);
        },
      });
    const lint = suite('lint', { run: () => (log.push('ran lint'), Promise.resolve(COUNTS)) });
    await runLanes([lint, built('unit'), built('win32')], { signal, print });
    assert.equal(log[0], 'ran lint', 'what needs no build does not wait');
    assert.deepEqual(log.slice(1, 3), ['built unit', 'built win32']);
    assert.equal(log.length, 5);
  });

  test('fail the suite whose build failed, and no other', async () => {
    const broken = suite('e2e', { prepare: () => Promise.reject(new Error('does not compile')) });
    const others = suite('win32', { prepare: () => Promise.resolve() });
    const results = await runLanes([broken, others], { signal, print });
    assert.deepEqual(
      results.map(({ failed, note }) => [failed, note]),
      [
        [1, 'does not compile'],
        [0, undefined],
      ],
    );
  });

  test('end together when they are interrupted, and what had not begun does not begin', async () => {
    const interruption = new AbortController();
    const waits = (name: string): Suite =>
      suite(name, {
        run: (context) =>
          new Promise((resolve) => {
            context.signal.addEventListener('abort', () => {
              resolve(COUNTS);
            });
          }),
      });
    const never = suite('unit', { run: () => Promise.reject(new Error('must not run')) });
    const all = [...Array.from({ length: availableParallelism() + 1 }, (_, at) => waits(`${at}`)), never];
    const running = runLanes(all, { signal: interruption.signal, print });
    await setImmediate();
    interruption.abort();
    const results = await running;
    assert.ok(results.length > 0 && results.length < all.length);
    assert.ok(results.every(({ failed, note }) => failed === 1 && note === 'interrupted'));
  });
});
