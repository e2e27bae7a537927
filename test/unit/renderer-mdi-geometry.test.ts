import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cascade, defaultPlacement, minimisedRow, tile } from '../../renderer/mdi/geometry/arrangement.ts';
import {
  bottom,
  KEPT_AT_LEFT,
  KEPT_AT_RIGHT,
  reachable,
  right,
  TITLE_BAR_HEIGHT,
  type Rectangle,
  type Size,
} from '../../renderer/mdi/geometry/rectangle.ts';
import {
  HANDLES,
  resized,
  SNAP_DISTANCE,
  snappedMove,
  snappedResize,
} from '../../renderer/mdi/geometry/sizing.ts';
import { anyEdges, anyFrame, anyPoint, anyRectangle, FRAME } from './renderer-mdi-subject.ts';

const box = (left: number, top: number, width: number, height: number): Rectangle => ({
  left,
  top,
  width,
  height,
});
const area = ({ width, height }: Size): number => width * height;
const MINIMUM: Size = { width: 240, height: 120 };

function overlap(one: Rectangle, other: Rectangle): boolean {
  return (
    one.left < right(other) && other.left < right(one) && one.top < bottom(other) && other.top < bottom(one)
  );
}

function isInside(inner: Rectangle, frame: Size): boolean {
  return inner.left >= 0 && inner.top >= 0 && right(inner) <= frame.width && bottom(inner) <= frame.height;
}

test('by default a window has its share of the frame, with margins if there is room, else all of it', () => {
  const whole = box(0, 0, 1, 1);
  assert.deepEqual(defaultPlacement(FRAME, whole, MINIMUM), box(12, 12, 976, 576));
  assert.deepEqual(defaultPlacement({ width: 400, height: 200 }, whole, MINIMUM), box(0, 0, 400, 200));
  const [left, middle] = [box(0, 0, 0.5, 1), box(0.5, 0, 0.5, 1)].map((share) =>
    defaultPlacement(FRAME, share, MINIMUM),
  );
  assert.ok(left !== undefined && middle !== undefined);
  assert.equal(middle.left - right(left), 12);
  assert.equal(right(middle), FRAME.width - 12);
  assert.equal(defaultPlacement(FRAME, box(0.9, 0, 0.1, 1), MINIMUM).width, MINIMUM.width);
});

test('a title bar always stays reachable, and what is reachable stays where it is', () => {
  fc.assert(
    fc.property(anyRectangle, anyFrame, (rectangle, frame) => {
      const shown = reachable(rectangle, frame);
      assert.ok(shown.top >= 0);
      assert.ok(shown.top + Math.min(TITLE_BAR_HEIGHT, shown.height) <= frame.height);
      const seen = Math.min(right(shown), frame.width) - Math.max(shown.left, 0);
      const isCutAtLeft = shown.left < 0;
      assert.ok(seen >= Math.min(shown.width, isCutAtLeft ? KEPT_AT_RIGHT : KEPT_AT_LEFT));
      assert.ok(shown.width <= frame.width && shown.height <= frame.height);
      assert.deepEqual(reachable(shown, frame), shown);
      if (isInside(rectangle, frame)) assert.deepEqual(shown, rectangle);
    }),
  );
});

test('each of the eight handles moves its own edges', () => {
  const origin = box(300, 200, 400, 300);
  const limits = { minimum: MINIMUM, frame: FRAME };
  const by = { x: 10, y: 20 };
  assert.deepEqual(
    Object.fromEntries(
      Object.entries(HANDLES).map(([name, edges]) => [name, resized(origin, edges, by, limits)]),
    ),
    {
      top: box(300, 220, 400, 280),
      'top-right': box(300, 220, 410, 280),
      right: box(300, 200, 410, 300),
      'bottom-right': box(300, 200, 410, 320),
      bottom: box(300, 200, 400, 320),
      'bottom-left': box(310, 200, 390, 320),
      left: box(310, 200, 390, 300),
      'top-left': box(310, 220, 390, 280),
    },
  );
  assert.deepEqual(resized(origin, HANDLES['top-left'], { x: 999, y: 999 }, limits), box(460, 380, 240, 120));
  assert.deepEqual(resized(origin, HANDLES['top-left'], { x: -999, y: -999 }, limits), box(0, 0, 700, 500));
});

test('sizing, free or snapped, keeps the opposite edges, the minimum size, and the title bar reachable', () => {
  fc.assert(
    fc.property(
      anyRectangle,
      anyFrame,
      anyEdges,
      anyPoint,
      fc.array(anyRectangle, { maxLength: 4 }),
      fc.boolean(),
      (rectangle, frame, edges, by, neighbours, isSnapping) => {
        const origin = reachable(rectangle, frame);
        const limits = { minimum: MINIMUM, frame };
        const after = isSnapping
          ? snappedResize(origin, edges, by, limits, neighbours)
          : resized(origin, edges, by, limits);
        if (edges.x !== 'left') assert.equal(after.left, origin.left);
        if (edges.x !== 'right') assert.equal(right(after), right(origin));
        if (edges.y !== 'top') assert.equal(after.top, origin.top);
        if (edges.y !== 'bottom') assert.equal(bottom(after), bottom(origin));
        assert.ok(after.width >= Math.min(MINIMUM.width, origin.width));
        assert.ok(after.height >= Math.min(MINIMUM.height, origin.height));
        assert.deepEqual(reachable(after, frame), after);
      },
    ),
  );
});

test('a window snaps to the frame and to its neighbours, the nearer line first', () => {
  const neighbour = box(500, 100, 300, 300);
  const rows: [string, Rectangle, Rectangle][] = [
    ['the frame’s left and top', box(7, -4, 300, 200), box(0, 0, 300, 200)],
    ['the frame’s right and bottom', box(695, 395, 300, 200), box(700, 400, 300, 200)],
    ['beside the neighbour', box(206, 250, 300, 200), box(200, 250, 300, 200)],
    ['beside it and in line with it', box(194, 107, 300, 200), box(200, 100, 300, 200)],
    ['below it, left edges in line', box(493, 396, 250, 180), box(500, 400, 250, 180)],
    ['nothing is near', box(150, 250, 300, 200), box(150, 250, 300, 200)],
    ['the neighbour is too far below to be in line with', box(493, 440, 250, 110), box(493, 440, 250, 110)],
  ];
  for (const [name, free, snapped] of rows) {
    assert.deepEqual(snappedMove(free, { frame: FRAME, neighbours: [neighbour] }), snapped, name);
  }
});

test('an edge that is sized snaps, and the others do not', () => {
  const limits = { minimum: MINIMUM, frame: FRAME };
  const neighbour = box(500, 100, 300, 300);
  const origin = box(103, 100, 300, 200);
  assert.deepEqual(
    snappedResize(origin, HANDLES.right, { x: 92, y: 0 }, limits, [neighbour]),
    box(103, 100, 397, 200),
  );
  assert.deepEqual(
    snappedResize(origin, HANDLES.bottom, { x: 0, y: 95 }, limits, [box(103, 400, 300, 100)]),
    box(103, 100, 300, 300),
  );
});

test('snapping never changes a moved window’s size, nor its place by more than its distance', () => {
  fc.assert(
    fc.property(
      anyRectangle,
      anyFrame,
      fc.array(anyRectangle, { maxLength: 6 }),
      (free, frame, neighbours) => {
        const snapped = snappedMove(free, { frame, neighbours });
        assert.equal(snapped.width, free.width);
        assert.equal(snapped.height, free.height);
        assert.ok(Math.abs(snapped.left - free.left) <= SNAP_DISTANCE);
        assert.ok(Math.abs(snapped.top - free.top) <= SNAP_DISTANCE);
      },
    ),
  );
});

test('tiles cover the frame without overlap', () => {
  const direction = fc.constantFrom('horizontally' as const, 'vertically' as const);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), anyFrame, direction, (count, frame, way) => {
      const tiles = tile(count, frame, way);
      assert.equal(tiles.length, count);
      assert.equal(
        tiles.reduce((sum, rectangle) => sum + area(rectangle), 0),
        area(frame),
      );
      for (const [index, one] of tiles.entries()) {
        assert.ok(isInside(one, frame));
        assert.ok(tiles.every((other, place) => place === index || !overlap(one, other)));
      }
    }),
  );
});

test('tiles lie above each other or side by side, and from four on in a grid', () => {
  assert.deepEqual(tile(2, FRAME, 'horizontally'), [box(0, 0, 1000, 300), box(0, 300, 1000, 300)]);
  assert.deepEqual(tile(2, FRAME, 'vertically'), [box(0, 0, 500, 600), box(500, 0, 500, 600)]);
  assert.deepEqual(
    tile(5, FRAME, 'vertically').map(({ width, height }) => [width, height]),
    [
      [500, 300],
      [500, 300],
      [333, 300],
      [333, 300],
      [334, 300],
    ],
  );
  assert.deepEqual(tile(0, FRAME, 'vertically'), []);
});

test('cascaded windows lie inside the frame, each showing the title bar of the one below', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), anyFrame, (count, frame) => {
      const minimums = Array.from({ length: count }, () => MINIMUM);
      const cascaded = cascade(minimums, frame);
      assert.equal(cascaded.length, count);
      for (const [index, one] of cascaded.entries()) {
        assert.ok(isInside(one, frame));
        assert.ok(one.width >= Math.min(MINIMUM.width, frame.width));
        const next = cascaded[index + 1];
        if (next === undefined || next.top === 0) continue;
        assert.equal(next.top - one.top, TITLE_BAR_HEIGHT);
        assert.equal(next.left - one.left, TITLE_BAR_HEIGHT);
      }
    }),
  );
});

test('minimised title bars lie along the bottom, in as many rows as needed, and do not overlap', () => {
  const row = minimisedRow(2, FRAME);
  assert.equal(bottom(row.rectangle(0)), FRAME.height - 4);
  assert.equal(row.rectangle(1).top, row.rectangle(0).top);
  assert.equal(minimisedRow(0, FRAME).height, 0);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 200, max: 3000 }), (slots, width) => {
      const frame = { width, height: 600 };
      const { rectangle, height } = minimisedRow(slots, frame);
      const bars = Array.from({ length: slots }, (_, slot) => rectangle(slot));
      for (const [index, one] of bars.entries()) {
        assert.ok(isInside(one, frame) && one.top >= frame.height - height);
        assert.ok(bars.every((other, place) => place === index || !overlap(one, other)));
      }
    }),
  );
});
