import type { MessageRow } from '../../common/view.ts';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { MESSAGE_LIMIT, type Batch, type Snapshot } from '../../common/ipc.ts';
import {
  forgottenCount,
  waitingFeed,
  withBatch,
  withFailedSnapshot,
  withSnapshot,
  type Feed,
} from '../../renderer/state/feed.ts';
import { LongList } from '../../renderer/state/long-list.ts';
import { EXAMPLE, patchWith, wireViewWith } from './example-view.ts';

function traffic(received: number) {
  return { traffic: { ...EXAMPLE.traffic, received } };
}

function rows(from: number, to: number): MessageRow[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => ({
    id: from + index,
    arrivedAt: from + index,
    text: `message ${String(from + index)}`,
    size: 0,
    malformed: false,
  }));
}

/** A main process that has sent batches of these sizes. */
function history(sizes: readonly number[]): Batch[] {
  let last = 0;
  return sizes.map((size, index) => {
    const messages = rows(last + 1, last + size);
    last += size;
    return { number: index + 1, patch: patchWith(traffic(last)), messages };
  });
}

/** What that main process answers after its first `number` batches. */
function snapshotAfter(batches: readonly Batch[], number: number): Snapshot {
  const messages = batches.slice(0, number).flatMap((batch) => batch.messages);
  return { number, view: wireViewWith(traffic(messages.length)), messages };
}

function shownRows({ shown }: Feed): MessageRow[] {
  return shown?.messages.slice(0, shown.messages.length) ?? [];
}

function shownIds(feed: Feed): number[] {
  return shownRows(feed).map((row) => row.id);
}

const ERROR = { api: 'snapshot', code: 1359 };

test('batches after the snapshot are added, those within it are not shown twice', () => {
  const [first, second, third] = history([2, 2, 1]);
  assert.ok(first && second && third);
  let feed: Feed = withSnapshot(waitingFeed(), snapshotAfter([first, second], 2));
  for (const batch of [first, second, third]) feed = withBatch(feed, batch);
  assert.equal(feed.phase, 'following');
  assert.deepEqual(shownIds(feed), [1, 2, 3, 4, 5]);
  assert.equal(feed.shown.view.computer.traffic.received, 5);
});

test('a gap asks for a new snapshot, and what was shown stays visible until it comes', () => {
  const batches = history([1, 1, 1, 1]);
  let feed: Feed = withSnapshot(waitingFeed(), snapshotAfter(batches, 1));
  const afterGap = batches[2];
  assert.ok(afterGap);
  feed = withBatch(feed, afterGap);
  assert.equal(feed.phase, 'waiting');
  assert.deepEqual(shownIds(feed), [1]);
  feed = withSnapshot(feed, snapshotAfter(batches, 4));
  assert.equal(feed.phase, 'following');
  assert.deepEqual(shownIds(feed), [1, 2, 3, 4]);
});

test('a new snapshot that no longer holds the oldest messages does not take them from the window', () => {
  const feed = withSnapshot(waitingFeed(), {
    number: 1,
    view: wireViewWith(traffic(3)),
    messages: rows(1, 3),
  });
  assert.ok(feed.shown);
  const again = withSnapshot(waitingFeed(feed.shown), {
    number: 9,
    view: wireViewWith(traffic(6)),
    messages: rows(3, 6),
  });
  assert.deepEqual(shownIds(again), [1, 2, 3, 4, 5, 6]);
});

test('after a failed snapshot the error is kept until a new one is asked for', () => {
  const [batch] = history([1]);
  assert.ok(batch);
  const failed = withBatch(withFailedSnapshot(waitingFeed(), ERROR), batch);
  assert.deepEqual(failed, { phase: 'failed', shown: undefined, error: ERROR });
  assert.deepEqual(shownIds(withSnapshot(waitingFeed(failed.shown), snapshotAfter([batch], 1))), [1]);
});

test('the newest messages are kept, and how many fell out is known', () => {
  const batches = history([MESSAGE_LIMIT, 3]);
  const last = batches[1];
  assert.ok(last);
  const feed = withBatch(withSnapshot(waitingFeed(), snapshotAfter(batches, 1)), last);
  assert.equal(feed.shown?.messages.length, MESSAGE_LIMIT);
  assert.equal(feed.shown.messages.last?.id, MESSAGE_LIMIT + 3);
  assert.equal(forgottenCount(feed.shown.messages), 3);
  assert.equal(forgottenCount(LongList.of()), 0);
});

/**
 * What happens to one batch on its way: it arrives, perhaps twice, or is lost; and whether the answer to a pending
 * snapshot arrives before the next batch, with everything the main process had sent by then.
 */
const step = fc.record({
  size: fc.nat({ max: 900 }),
  copies: fc.constantFrom(0, 1, 1, 1, 2),
  isAnswered: fc.boolean(),
});

test('however snapshots and batches interleave, the same messages are shown in the end', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      // The last batch has to arrive: otherwise nobody could know of it.
      const batches = history([...steps.map(({ size }) => size), 1]);
      let feed: Feed = waitingFeed();
      batches.forEach((batch, index) => {
        const { copies, isAnswered } = steps[index] ?? { copies: 1, isAnswered: true };
        for (let copy = 0; copy < copies; copy += 1) feed = withBatch(feed, batch);
        if (isAnswered) feed = withSnapshot(feed, snapshotAfter(batches, batch.number));
      });
      const all = batches.flatMap((batch) => batch.messages);
      assert.equal(feed.phase, 'following');
      assert.deepEqual(shownRows(feed), all.slice(-MESSAGE_LIMIT));
      assert.equal(feed.shown.view.computer.traffic.received, all.length);
    }),
  );
});

test('the order in which batches arrive while a snapshot is on its way does not matter', () => {
  const count = 8;
  const numbers = Array.from({ length: count }, (_, index) => index);
  const order = fc.shuffledSubarray(numbers, { minLength: count });
  fc.assert(
    fc.property(order, fc.nat({ max: count }), fc.nat({ max: count }), (arrivals, answeredAt, taken) => {
      const batches = history(arrivals.map(() => 2));
      let feed: Feed = waitingFeed();
      arrivals.forEach((arrival, index) => {
        if (index === answeredAt) feed = withSnapshot(feed, snapshotAfter(batches, taken));
        const batch = batches[arrival];
        if (batch !== undefined) feed = withBatch(feed, batch);
      });
      feed = withSnapshot(feed, snapshotAfter(batches, taken));
      if (feed.phase === 'waiting') feed = withSnapshot(feed, snapshotAfter(batches, count));
      assert.deepEqual(
        shownIds(feed),
        rows(1, 2 * count).map((row) => row.id),
      );
    }),
  );
});
