import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SkippingClock } from './skipping-clock.ts';
import { openHandMade } from './sigma-window.ts';

/** What the tests of this suite rely on. */
describe('a window under test', { timeout: 60_000 }, () => {
  for (const [name, code] of [
    ['an error', `setTimeout(() => { throw new Error('broken'); })`],
    ['what the content security policy forbids', `document.body.setAttribute('style', 'color: red')`],
    ['a request that main does not answer', `new Image().src = '/missing.svg'`],
  ] as const) {
    it(`fails when it is closed after ${name}`, async () => {
      const window = await openHandMade();
      const { page } = window;
      await Promise.all([
        Promise.race([page.waitForEvent('pageerror'), page.waitForEvent('console')]),
        page.evaluate(code),
      ]);
      await assert.rejects(window[Symbol.asyncDispose](), /the browser complained/);
    });
  }
});

describe('a clock that skips', () => {
  it('calls what is due in its order, at its time, and nothing that was cancelled', async () => {
    const clock = new SkippingClock();
    const start = clock.now();
    const called: (readonly [string, number])[] = [];
    const note = (name: string) => () => called.push([name, Math.round((clock.now() - start) / 1000)]);
    clock.setTimeout(note('late'), 7_200_000);
    const cancelLatest = clock.setTimeout(note('latest'), 7_201_000);
    clock.setTimeout(() => {
      note('early')();
      clock.setTimeout(note('between'), 60_000);
    }, 3_600_000);
    clock.setTimeout(note('cancelled'), 1_000)();
    await clock.skip(7_200_500);
    assert.deepEqual(called, [
      ['early', 3600],
      ['between', 3660],
      ['late', 7200],
    ]);
    cancelLatest();
  });

  it('goes on by itself from there', async () => {
    const clock = new SkippingClock();
    const fired = new Promise<void>((resolve) => {
      clock.setTimeout(resolve, 3_600_010);
    });
    await clock.skip(3_600_000);
    await fired;
  });
});
