import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { LongList } from '../../renderer/state/long-list.ts';
import {
  isAtEnd,
  ROW_HEIGHT,
  rowRange,
  rowsGone,
  scrollEnd,
  topToReveal,
} from '../../renderer/windows/messages/row-range.ts';

const COUNT = fc.nat({ max: 5000 });
const HEIGHT = fc.integer({ min: 1, max: 2000 });

test('every row that is seen is drawn, and few more', () => {
  fc.assert(
    fc.property(COUNT, HEIGHT, fc.double({ min: 0, max: 1, noNaN: true }), (count, height, part) => {
      const top = part * scrollEnd(height, count);
      const { start, end } = rowRange({ top, height }, count);
      assert.ok(start >= 0 && start <= end && end <= count);
      assert.ok(start * ROW_HEIGHT <= top);
      assert.ok(end === count || end * ROW_HEIGHT >= top + height);
      assert.ok(end - start <= height / ROW_HEIGHT + 20);
    }),
  );
});

test('a place beyond the list, as after rows have left it, draws nothing that is not there', () => {
  assert.deepEqual(rowRange({ top: -5000, height: 100 }, 10), { start: 0, end: 0 });
  assert.deepEqual(rowRange({ top: 5000, height: 100 }, 10), { start: 10, end: 10 });
});

test('the end is reached within a pixel, and a list without a need to scroll is at its end', () => {
  assert.ok(isAtEnd({ top: scrollEnd(100, 50) - 0.5, height: 100 }, 50));
  assert.ok(!isAtEnd({ top: scrollEnd(100, 50) - 2, height: 100 }, 50));
  assert.ok(isAtEnd({ top: 0, height: 100 }, 2));
});

test('rows that left the list at its old end are counted by their ids', () => {
  const ids = (...list: number[]) => LongList.of(list.map((id) => ({ id })));
  assert.equal(rowsGone(ids(1, 2, 3), ids(1, 2, 3, 4)), 0);
  assert.equal(rowsGone(ids(1, 2, 5), ids(5, 6)), 2);
  assert.equal(rowsGone(ids(1, 2), ids(8, 9)), 2);
  assert.equal(rowsGone(ids(1, 2), ids()), 2);
});

test('a row is brought into view by as little scrolling as possible', () => {
  const height = 5 * ROW_HEIGHT;
  const top = 10 * ROW_HEIGHT;
  for (const [index, rows] of [
    [0, 0],
    [9, 9],
    [10, 10],
    [14, 10],
    [15, 11],
    [99, 95],
  ] as const) {
    assert.equal(topToReveal({ top, height }, index), rows * ROW_HEIGHT, String(index));
  }
});
