import type { View } from '../../common/view.ts';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Batch } from '../../common/ipc.ts';
import { Batcher, FRAME_MS } from '../../engine/batcher.ts';
import { ManualClock } from './manual-clock.ts';
import { EXAMPLE, viewWith } from './example-view.ts';

/** What happens to a batcher: messages come, the view may have changed, time passes, batches are sent and drawn. */
const steps = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('add' as const), count: fc.integer({ min: 1, max: 5 }) }),
    fc.record({ kind: fc.constant('touch' as const) }),
    fc.record({ kind: fc.constant('pass' as const), milliseconds: fc.integer({ min: 0, max: 40 }) }),
    fc.record({ kind: fc.constant('flush' as const) }),
    fc.record({ kind: fc.constant('draw' as const) }),
  ),
  { maxLength: 40 },
);

describe('the batcher', () => {
  it('sends every message once and in order, in numbered batches, at most one a frame and the next once one was drawn', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (given) => {
        const clock = new ManualClock();
        const sent: (Batch & { readonly at: number; readonly isOwn: boolean; readonly drawn: number })[] = [];
        let drawn = 0;
        let isFlushing = false;
        const batcher = new Batcher({
          clock,
          takeView: () => viewWith(),
          send: (batch) => sent.push({ ...batch, at: clock.now(), isOwn: !isFlushing, drawn }),
          onView: (view) => {
            told.push({ at: clock.now(), view });
          },
          onDropped: (count) => {
            assert.equal(count, 0);
          },
        });
        const told: { readonly at: number; readonly view: View }[] = [];
        let added = 0;
        for (const step of given) {
          if (step.kind === 'touch') batcher.viewMayHaveChanged();
          if (step.kind === 'pass') await clock.advance(step.milliseconds);
          if (step.kind === 'flush') {
            isFlushing = true;
            batcher.flush();
            isFlushing = false;
          }
          if (step.kind === 'draw') batcher.took((drawn = batcher.number));
          for (let index = 0; step.kind === 'add' && index < step.count; index += 1) {
            added += 1;
            batcher.add({ id: added, arrivedAt: 0, text: '', size: 2, malformed: false });
          }
        }
        batcher.took((drawn = batcher.number));
        await clock.advance(1000);

        const ids = sent.flatMap(({ messages }) => messages.map(({ id }) => id));
        assert.deepEqual(
          ids,
          Array.from({ length: added }, (_, index) => index + 1),
        );
        assert.ok(sent.every(({ number }, index) => number === index + 1));
        // The view never changes: after the first batch only messages are a reason for another.
        assert.ok(sent.slice(1).every(({ messages }) => messages.length > 0));
        assert.ok(
          sent.every(({ at, isOwn }, index) => !isOwn || at - (sent[index - 1]?.at ?? 0) >= FRAME_MS),
        );
        assert.ok(sent.every(({ number, isOwn, drawn }) => !isOwn || drawn === number - 1));
        assert.ok(told.every(({ at }, index) => index === 0 || at - (told[index - 1]?.at ?? 0) >= FRAME_MS));
        assert.equal(clock.waiting, 0);
      }),
      { numRuns: 200 },
    );
  });

  it('updates the view while the window is not drawn, and sends all of it once it is', async () => {
    const clock = new ManualClock();
    const sent: Batch[] = [];
    const told: number[] = [];
    let received = 0;
    const batcher = new Batcher({
      clock,
      takeView: () => viewWith({ traffic: { ...EXAMPLE.traffic, received } }),
      send: (batch) => sent.push(batch),
      onView: ({ computer }) => told.push(computer.traffic.received),
      onDropped: () => undefined,
    });
    while (received < 3) {
      received += 1;
      batcher.add({ id: received, arrivedAt: 0, text: '', size: 2, malformed: false });
      await clock.advance(FRAME_MS);
    }
    assert.deepEqual(told, [1, 2, 3]);
    assert.deepEqual(
      sent.map(({ number }) => number),
      [1],
    );
    batcher.took(1);
    await clock.advance(FRAME_MS);
    assert.deepEqual(
      sent.flatMap(({ messages }) => messages.map(({ id }) => id)),
      [1, 2, 3],
    );
  });
});
