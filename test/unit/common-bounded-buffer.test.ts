import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { BoundedBuffer } from '../../common/bounded-buffer.ts';

/** The same buffer as a plain array, slow and obvious. An item is its own weight. */
class Model {
  readonly capacity: number;
  items: number[] = [];
  dropped = 0;

  constructor(capacity: number) {
    this.capacity = capacity;
  }

  get weight(): number {
    return this.items.reduce((sum, item) => sum + item, 0);
  }

  push(item: number): void {
    this.items.push(item);
    while (this.weight > this.capacity && this.items.length > 1) {
      this.items.shift();
      this.dropped += 1;
    }
  }

  unshift(item: number): void {
    if (this.items.length > 0 && this.weight + item > this.capacity) this.dropped += 1;
    else this.items.unshift(item);
  }
}

type Step = (buffer: BoundedBuffer<number>, model: Model) => void;

const arbitraryItem = fc.integer({ min: 1, max: 12 });
const arbitraryStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: arbitraryItem.map(pushStep) },
  { weight: 1, arbitrary: arbitraryItem.map(unshiftStep) },
  { weight: 3, arbitrary: fc.constant(shiftStep) },
  { weight: 1, arbitrary: fc.constantFrom(takeAllStep, takeDroppedStep) },
);

function pushStep(item: number): Step {
  return (buffer, model) => {
    buffer.push(item);
    model.push(item);
  };
}

function unshiftStep(item: number): Step {
  return (buffer, model) => {
    buffer.unshift(item);
    model.unshift(item);
  };
}

function shiftStep(buffer: BoundedBuffer<number>, model: Model): void {
  assert.equal(buffer.shift(), model.items.shift());
}

function takeAllStep(buffer: BoundedBuffer<number>, model: Model): void {
  assert.deepEqual(buffer.takeAll(), model.items);
  model.items = [];
}

function takeDroppedStep(buffer: BoundedBuffer<number>, model: Model): void {
  assert.equal(buffer.takeDropped(), model.dropped);
  model.dropped = 0;
}

describe('a bounded buffer', () => {
  it('keeps the newest items and counts the others', () => {
    const buffer = new BoundedBuffer<string>(2);
    for (const item of ['a', 'b', 'c', 'd']) buffer.push(item);
    assert.deepEqual(buffer.toArray(), ['c', 'd']);
    assert.equal(buffer.takeDropped(), 2);
    assert.equal(buffer.takeDropped(), 0);
  });

  it('keeps a single item that weighs too much', () => {
    const buffer = new BoundedBuffer<number>(10, (item) => item);
    buffer.push(3);
    buffer.push(99);
    assert.deepEqual(buffer.toArray(), [99]);
    assert.equal(buffer.dropped, 1);
  });

  it('keeps items that are undefined', () => {
    const buffer = new BoundedBuffer<undefined>(2);
    buffer.push(undefined);
    assert.equal(buffer.length, 1);
    assert.deepEqual(buffer.takeAll(), [undefined]);
    assert.equal(buffer.length, 0);
  });

  it('refuses a capacity that cannot hold anything', () => {
    for (const capacity of [0, -1, 1.5, NaN, Infinity]) {
      assert.throws(() => new BoundedBuffer(capacity), RangeError);
    }
  });

  it('behaves like an array under any operations', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.array(arbitraryStep, { maxLength: 200 }),
        (capacity, steps) => {
          const buffer = new BoundedBuffer<number>(capacity, (item) => item);
          const model = new Model(capacity);
          for (const step of steps) {
            step(buffer, model);
            assert.deepEqual(buffer.toArray(), model.items);
            assert.equal(buffer.length, model.items.length);
            assert.equal(buffer.peek(), model.items[0]);
            assert.equal(buffer.dropped, model.dropped);
          }
        },
      ),
    );
  });
});
