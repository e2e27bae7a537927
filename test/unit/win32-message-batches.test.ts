import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { MAX_MESSAGE_BYTES } from '../../native-bridge/bridge.ts';
import {
  BACKLOG_BYTES,
  BatchBacklog,
  BATCH_MESSAGES,
  MessageBatch,
  ROOM_BYTES,
} from '../../native-bridge/win32/message-batch.ts';
import type { PackedBatch } from '../../native-bridge/win32/mailslot-reader-protocol.ts';

/** What Windows does with the room it is given. */
function read(batch: MessageBatch, message: Uint8Array, at = 0): void {
  batch.bytes.set(message, batch.end);
  batch.add(message.length, at);
}

function unpacked({ bytes, ends }: PackedBatch): Uint8Array[] {
  return Array.from(ends, (end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
}

describe('a batch of messages', () => {
  const arbitraryMessages = fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 40 });

  test('gives every message as it was read, also after it was emptied', () => {
    fc.assert(
      fc.property(fc.array(arbitraryMessages, { maxLength: 4 }), (rounds) => {
        const batch = new MessageBatch();
        for (const messages of rounds) {
          for (const message of messages) read(batch, message);
          assert.equal(batch.length, messages.length);
          assert.deepEqual(unpacked(batch.take()), messages);
          assert.equal(batch.length, 0);
        }
      }),
    );
  });

  test('has room for the largest message until it is full, whatever the sizes', () => {
    const arbitraryLengths = fc.array(fc.nat(MAX_MESSAGE_BYTES), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(arbitraryLengths, (lengths) => {
        const batch = new MessageBatch();
        for (const length of lengths) {
          if (batch.isFull) batch.take();
          assert.ok(batch.end + ROOM_BYTES <= batch.bytes.length);
          batch.add(length, 0);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('is full with its number of messages, however small', () => {
    const batch = new MessageBatch();
    for (let count = 0; count < BATCH_MESSAGES; count += 1) {
      assert.equal(batch.isFull, false);
      read(batch, Uint8Array.of(1));
    }
    assert.equal(batch.isFull, true);
  });

  test('cuts what is too long', () => {
    const batch = new MessageBatch();
    batch.add(MAX_MESSAGE_BYTES + 2, 0);
    assert.deepEqual([...batch.take().ends], [MAX_MESSAGE_BYTES]);
  });

  test('is as old as its first message', () => {
    const batch = new MessageBatch();
    assert.equal(batch.ageMs, 0);
    for (const at of [1_000, 1_003, 1_008]) read(batch, Uint8Array.of(1), at);
    assert.equal(batch.ageMs, 8);
    batch.take();
    assert.equal(batch.ageMs, 0);
  });
});

describe('the backlog of batches', () => {
  function batchOf(messages: number, bytes: number): PackedBatch {
    const ends = Uint32Array.from({ length: messages }, (_, index) => ((index + 1) * bytes) / messages);
    return { bytes: new Uint8Array(bytes), ends, arrivedAt: new Float64Array(messages), dropped: 0 };
  }

  test('gives the batches in their order', () => {
    const backlog = new BatchBacklog();
    const batches = [batchOf(1, 10), batchOf(2, 20), batchOf(3, 30)];
    for (const batch of batches) backlog.push(batch);
    assert.deepEqual([backlog.take(), backlog.take(), backlog.take()], batches);
    assert.equal(backlog.take(), undefined);
  });

  test('keeps the newest within its limit, and counts every message that it dropped', () => {
    const backlog = new BatchBacklog();
    const pushed = 200;
    for (let count = 0; count < pushed; count += 1) backlog.push(batchOf(4, BACKLOG_BYTES / 50));
    let kept = 0;
    let dropped = 0;
    for (let batch = backlog.take(); batch !== undefined; batch = backlog.take()) {
      kept += batch.ends.length;
      dropped += batch.dropped;
    }
    assert.equal(kept + dropped, pushed * 4);
    assert.ok(kept <= 50 * 4 && kept >= 48 * 4, `${String(kept)} messages kept`);
  });

  test('keeps the newest batch even if it alone is beyond the limit', () => {
    const backlog = new BatchBacklog();
    backlog.push(batchOf(1, 10));
    backlog.push(batchOf(2, BACKLOG_BYTES + 2));
    assert.equal(backlog.take()?.dropped, 1);
    assert.equal(backlog.length, 0);
  });
});
