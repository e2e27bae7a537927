import fc from 'fast-check';
import type { MdiAction } from '../../renderer/mdi/actions.ts';
import type { Rectangle, Size } from '../../renderer/mdi/geometry/rectangle.ts';
import { HANDLES } from '../../renderer/mdi/geometry/resize.ts';
import { reduce } from '../../renderer/mdi/reducer.ts';
import { initialState, type ChildTraits, type MdiState } from '../../renderer/mdi/state.ts';

/** Frames and windows for tests of the child windows to put into them. */

const WHOLE = { left: 0, top: 0, width: 1, height: 1 };

export function traits(change: Partial<ChildTraits> = {}): ChildTraits {
  return { share: WHOLE, minimum: { width: 240, height: 120 }, isOpenAtFirst: true, ...change };
}

export const FRAME: Size = { width: 1000, height: 600 };

export const TRAITS = { a: traits(), b: traits(), c: traits(), d: traits({ isOpenAtFirst: false }) };

/** @returns a frame with the windows c, b and a, the last one on top, after all of the actions */
export function after(...actions: readonly MdiAction[]): MdiState {
  return actions.reduce(reduce, reduce(initialState(TRAITS), { type: 'resize-frame', frame: FRAME }));
}

/** Objects as literals make them. */
const PLAIN = { noNullPrototype: true };

export const anyFrame: fc.Arbitrary<Size> = fc.record(
  {
    width: fc.integer({ min: 200, max: 4000 }),
    height: fc.integer({ min: 80, max: 2200 }),
  },
  PLAIN,
);

export const anyRectangle: fc.Arbitrary<Rectangle> = fc.record(
  {
    left: fc.integer({ min: -5000, max: 5000 }),
    top: fc.integer({ min: -5000, max: 5000 }),
    width: fc.integer({ min: 1, max: 5000 }),
    height: fc.integer({ min: 1, max: 5000 }),
  },
  PLAIN,
);

export const anyPoint = fc.record({
  x: fc.integer({ min: -3000, max: 3000 }),
  y: fc.integer({ min: -3000, max: 3000 }),
});

export const anyEdges = fc.constantFrom(...Object.values(HANDLES));

const id = fc.constantFrom(...Object.keys(TRAITS), 'nobody');
const input = fc.constantFrom('pointer' as const, 'keyboard' as const);

export const anyAction: fc.Arbitrary<MdiAction> = fc.oneof(
  fc.record({ type: fc.constant('resize-frame' as const), frame: anyFrame }),
  fc.record({
    type: fc.constantFrom(
      'open' as const,
      'close' as const,
      'activate' as const,
      'minimise' as const,
      'maximise' as const,
      'restore' as const,
    ),
    id,
  }),
  fc.record({
    type: fc.constantFrom(
      'next' as const,
      'previous' as const,
      'minimise-all' as const,
      'cascade' as const,
      'arrange-icons' as const,
      'reset-layout' as const,
      'finish' as const,
      'cancel' as const,
    ),
  }),
  fc.record({
    type: fc.constant('tile' as const),
    direction: fc.constantFrom('horizontally' as const, 'vertically' as const),
  }),
  fc.record({ type: fc.constant('begin-move' as const), id, input }),
  fc.record({ type: fc.constant('begin-size' as const), id, input, edges: anyEdges }),
  fc.record({ type: fc.constant('step' as const), by: anyPoint, isSnapping: fc.boolean() }),
  fc.record({ type: fc.constant('nudge' as const), by: anyPoint }),
);
