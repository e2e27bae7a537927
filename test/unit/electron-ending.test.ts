import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { END_PATIENCE_MS, Ending } from '../../electron/ending.ts';
import { ManualClock } from './manual-clock.ts';

function subject() {
  const clock = new ManualClock();
  const happened: string[] = [];
  const ending = new Ending({
    clock,
    onFailure: (error) => Promise.resolve(void happened.push(String(error))),
    exit: (code) => happened.push(`exit ${String(code)}`),
  });
  return { clock, happened, ending };
}

describe('the end', () => {
  it('closes what was opened, the last first, and ends the app then', async () => {
    const { ending, happened, clock } = subject();
    ending.owned.defer(() => void happened.push('log'));
    ending.owned.defer(() => Promise.resolve().then(() => void happened.push('mailslot')));
    await ending.begin(0);
    assert.deepEqual(happened, ['mailslot', 'log', 'exit 0']);
    assert.equal(clock.waiting, 0);
  });

  it('happens once, however often it is requested, and later requests wait for the first', async () => {
    const { ending, happened } = subject();
    const closed = Promise.withResolvers<undefined>();
    ending.owned.defer(async () => closed.promise);
    const first = ending.begin(1, () => Promise.resolve(void happened.push('why')));
    assert.equal(ending.begin(0), first);
    assert.deepEqual(happened, []);
    closed.resolve(undefined);
    await first;
    assert.deepEqual(happened, ['why', 'exit 1']);
  });

  it('happens even if something never closes, and says so', async () => {
    const { ending, happened, clock } = subject();
    ending.owned.defer(() => new Promise(() => undefined));
    const ended = ending.begin(0);
    await clock.advance(END_PATIENCE_MS - 1);
    assert.deepEqual(happened, []);
    await clock.advance(1);
    await ended;
    assert.deepEqual(happened, ['Error: Sigma did not close everything within 5000 ms', 'exit 1']);
  });

  it('happens even if something fails to close, after everything else is closed', async () => {
    const { ending, happened } = subject();
    ending.owned.defer(() => void happened.push('log'));
    ending.owned.defer(() => {
      throw new Error('the mailslot does not close');
    });
    await ending.begin(0);
    assert.deepEqual(happened, ['log', 'Error: the mailslot does not close', 'exit 1']);
  });
});
