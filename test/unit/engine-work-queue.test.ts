import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { delay } from '../../native-bridge/clock.ts';
import { WorkQueue } from '../../engine/jobs/jobs.ts';
import { failsWith } from '../conformance/expectations.ts';
import { ManualClock } from './manual-clock.ts';

const PATIENT = { timeoutMs: 60_000 };

describe('a queue of work', () => {
  let clock: ManualClock;
  let queue: WorkQueue;
  let begun: string[];

  beforeEach(() => {
    clock = new ManualClock();
    queue = new WorkQueue(clock);
    begun = [];
  });

  /** Work that ends when the test says so. */
  function held(name: string): { work: (signal: AbortSignal) => Promise<string>; end: () => void } {
    const { promise, resolve } = Promise.withResolvers<string>();
    return {
      work() {
        begun.push(name);
        return promise;
      },
      end: () => {
        resolve(name);
      },
    };
  }

  it('begins the next only when the one before has ended, in the order of asking', async () => {
    const [first, second, third] = [held('first'), held('second'), held('third')];
    const answers = [first, second, third].map(({ work }) => queue.run('work', work, PATIENT));
    await turn();
    assert.deepEqual(begun, ['first']);
    first.end();
    assert.equal(await answers[0], 'first');
    await turn();
    assert.deepEqual(begun, ['first', 'second']);
    second.end();
    third.end();
    assert.deepEqual(await Promise.all(answers), ['first', 'second', 'third']);
    assert.equal(clock.waiting, 0);
  });

  it('goes on after work that failed, and hands on its failure', async () => {
    const failing = queue.run('work', () => Promise.reject(new Error('no luck')), PATIENT);
    const next = queue.run('work', () => Promise.resolve('next'), PATIENT);
    await assert.rejects(failing, /no luck/);
    assert.equal(await next, 'next');
  });

  it('answers in time (1460), and still lets nothing overtake what the system holds', async () => {
    const stuck = held('stuck');
    const answer = queue.run('StartServiceW', stuck.work, { timeoutMs: 1_000 });
    const refused = failsWith(1460, answer);
    const next = held('next');
    const later = queue.run('work', next.work, PATIENT);
    await clock.advance(1_000);
    await refused;
    assert.deepEqual(begun, ['stuck']);
    stuck.end();
    next.end();
    assert.equal(await later, 'next');
  });

  it('tells the work when nobody waits any more (995)', async () => {
    const leaving = new AbortController();
    const answer = queue.run('work', (signal) => delay(clock, 10_000, signal), {
      ...PATIENT,
      signal: leaving.signal,
    });
    await turn();
    const refused = failsWith(995, answer);
    leaving.abort();
    await refused;
    await turn();
    assert.equal(clock.waiting, 0, 'the work waits no more either');
    assert.equal(await queue.run('work', () => Promise.resolve('next'), PATIENT), 'next');
  });

  it('does not begin at all what nobody waits for at its turn', async () => {
    const first = held('first');
    const leaving = new AbortController();
    void queue.run('work', first.work, PATIENT);
    const refused = [
      failsWith(995, queue.run('work', held('left').work, { ...PATIENT, signal: leaving.signal })),
      failsWith(995, queue.run('work', held('late').work, { ...PATIENT, signal: AbortSignal.abort() })),
      failsWith(1460, queue.run('work', held('timed out').work, { timeoutMs: 10 })),
    ];
    leaving.abort();
    await clock.advance(10);
    await Promise.all(refused);
    first.end();
    await turn();
    assert.equal(await queue.run('work', () => Promise.resolve('last'), PATIENT), 'last');
    assert.deepEqual(begun, ['first']);
  });
});
