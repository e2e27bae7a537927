import fc from 'fast-check';
import { isChildWindowKey, OFFERED_WINDOWS, OWN_SERVICE_WINDOW } from '../../common/child-windows.ts';
import { reduce as reduceBy, type MdiAction } from '../../renderer/mdi/reducer.ts';
import type { Rectangle, Size } from '../../renderer/mdi/geometry/rectangle.ts';
import { HANDLES } from '../../renderer/mdi/geometry/sizing.ts';
import { initialState, type MdiState } from '../../renderer/mdi/state.ts';
import type { ChildTraits, WindowRegistry } from '../../renderer/mdi/window-registry.ts';

/** Frames and windows for tests of the child windows. */

const WHOLE = { left: 0, top: 0, width: 1, height: 1 };

export const TRAITS: ChildTraits = { share: WHOLE, minimum: { width: 240, height: 120 } };

export const FRAME: Size = { width: 1000, height: 600 };

/** Four windows that the menus offer, and any number of documents: every id that begins with `document:`. */
export const REGISTRY: WindowRegistry = {
  offered: ['a', 'b', 'c', 'd'],
  openAtFirst: ['c', 'b', 'a'],
  formerIds: new Map(),
  definitionOf: (id) => (REGISTRY.offered.includes(id) || id.startsWith('document:') ? TRAITS : undefined),
};

/** Sigma's windows by their keys, and the windows of every service. */
export const KEYED_REGISTRY: WindowRegistry = {
  offered: OFFERED_WINDOWS,
  openAtFirst: ['messages'],
  formerIds: new Map([['service', OWN_SERVICE_WINDOW]]),
  definitionOf: (id) => (isChildWindowKey(id) ? TRAITS : undefined),
};

export function reduce(state: MdiState, action: MdiAction): MdiState {
  return reduceBy(REGISTRY, state, action);
}

/** @returns a frame with the windows c, b and a, the last one on top, after all actions */
export function after(...actions: readonly MdiAction[]): MdiState {
  const first = reduce(initialState(REGISTRY), { type: 'resize-frame', frame: FRAME });
  return actions.reduce((state, action) => reduce(state, action), first);
}

/** Plain objects with Object.prototype. */
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

const id = fc.constantFrom(
  ...REGISTRY.offered,
  'document:1',
  'document:2',
  'nobody',
  'toString',
  '__proto__',
);
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
