import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { indexOfId, LongList } from '../../renderer/state/long-list.ts';

/** What can be done to a list, and what an ordinary array would become of it. */
interface Step {
  readonly toList: (list: LongList<number>) => LongList<number>;
  readonly toArray: (array: readonly number[]) => readonly number[];
}

function numbers(from: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => from + index);
}

// Around the size of the list's chunks, and far beyond it.
const SIZE = fc.oneof(fc.nat({ max: 20 }), fc.integer({ min: 500, max: 530 }), fc.nat({ max: 3000 }));
const STEP: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(fc.nat(), SIZE).map(([from, count]) => ({
    toList: (list: LongList<number>) => list.append(numbers(from, count)),
    toArray: (array: readonly number[]) => [...array, ...numbers(from, count)],
  })),
  SIZE.map((count) => ({
    toList: (list: LongList<number>) => list.withoutFirst(count),
    toArray: (array: readonly number[]) => array.slice(count),
  })),
  SIZE.map((limit) => ({
    toList: (list: LongList<number>) => list.newest(limit),
    toArray: (array: readonly number[]) => (limit === 0 ? [] : array.slice(-limit)),
  })),
  SIZE.map((end) => ({
    toList: (list: LongList<number>) => list.cutAt(end),
    toArray: (array: readonly number[]) => array.slice(0, end),
  })),
);

test('it is at each moment what an array would be, and what it was before does not change', () => {
  fc.assert(
    fc.property(fc.array(STEP, { maxLength: 20 }), SIZE, SIZE, (steps, start, end) => {
      let list = LongList.of<number>();
      let array: readonly number[] = [];
      const history: [LongList<number>, readonly number[]][] = [];
      for (const { toList, toArray } of steps) {
        list = toList(list);
        array = toArray(array);
        history.push([list, array]);
      }
      for (const [before, expected] of history) {
        assert.deepEqual(before.slice(0, before.length), expected);
        assert.equal(before.length, expected.length);
        assert.deepEqual(before.slice(start, end), expected.slice(start, end));
        assert.equal(before.at(start), expected[start]);
        assert.equal(before.first, expected[0]);
        assert.equal(before.last, expected.at(-1));
      }
    }),
  );
});

test('it knows how many items were dropped at its old end', () => {
  const list = LongList.of(numbers(1, 2000)).newest(600).append(numbers(2001, 10)).newest(600);
  assert.equal(list.gone, 1410);
  assert.equal(list.first, 1411);
  assert.equal(list.withoutFirst(5000).gone, 2010);
});

test('a place among rising ids is found, also of one that is not there', () => {
  const rows = LongList.of([3, 5, 9].map((id) => ({ id })));
  const expected: [number, number][] = [
    [0, 0],
    [3, 0],
    [4, 1],
    [5, 1],
    [9, 2],
    [10, 3],
  ];
  for (const [id, index] of expected) assert.equal(indexOfId(rows, id), index, String(id));
  assert.equal(indexOfId(LongList.of<{ id: number }>(), 7), 0);
});
