import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WAKE_PATIENCE_MS, wakeUntil } from '../../native-bridge/win32/mailslot-reader-protocol.ts';
import { ManualClock } from './manual-clock.ts';

test('a thread is woken until it has ended, and not once more', async () => {
  const clock = new ManualClock();
  const end = Promise.withResolvers<undefined>();
  let count = 0;
  const waking = wakeUntil(end.promise, clock, () => {
    count += 1;
    if (count === 3) end.resolve(undefined);
  });
  await clock.advance(1_000);
  assert.equal(await waking, true);
  assert.equal(count, 3);
});

test('a thread that has ended is left alone', async () => {
  const clock = new ManualClock();
  let count = 0;
  const waking = wakeUntil(Promise.resolve(), clock, () => (count += 1));
  await clock.advance(1_000);
  assert.equal(await waking, true);
  assert.equal(count, 0);
});

test('a thread that nothing wakes is given up after some seconds, so that the app can end', async () => {
  const clock = new ManualClock();
  const waking = wakeUntil(new Promise(() => undefined), clock, () => undefined);
  await clock.advance(WAKE_PATIENCE_MS + 100);
  assert.equal(await waking, false);
});
