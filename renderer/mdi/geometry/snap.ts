import { bottom, moved, right, type Point, type Rectangle, type Size } from './rectangle.ts';
import { resized, type Edges, type SizeLimits } from './resize.ts';

/** An edge that comes this near to a line lies on it, in CSS pixels. */
export const SNAP_DISTANCE = 10;

/** What edges snap to: the frame's own edges, and those of the other windows. */
export interface Surroundings {
  readonly frame: Size;
  readonly neighbours: readonly Rectangle[];
}

/** @returns the rectangle, shifted to the nearest lines around it in both directions, if there are any near */
export function snappedMove(rectangle: Rectangle, surroundings: Surroundings): Rectangle {
  const { x, y } = linesAround(rectangle, surroundings);
  return moved(rectangle, {
    x: nearest([rectangle.left, right(rectangle)], x),
    y: nearest([rectangle.top, bottom(rectangle)], y),
  });
}

/** As {@link resized}, and the edges that move snap. */
export function snappedResize(
  origin: Rectangle,
  edges: Edges,
  by: Point,
  limits: SizeLimits,
  neighbours: readonly Rectangle[],
): Rectangle {
  const free = resized(origin, edges, by, limits);
  const { x, y } = linesAround(free, { frame: limits.frame, neighbours });
  const edgeX = edges.x === 'left' ? free.left - origin.left : right(free) - right(origin);
  const edgeY = edges.y === 'top' ? free.top - origin.top : bottom(free) - bottom(origin);
  const snapped = {
    x: edgeX + nearest(edges.x === undefined ? [] : [edges.x === 'left' ? free.left : right(free)], x),
    y: edgeY + nearest(edges.y === undefined ? [] : [edges.y === 'top' ? free.top : bottom(free)], y),
  };
  return resized(origin, edges, snapped, limits);
}

/** The places of vertical lines (x) and horizontal ones (y). Only what lies beside a rectangle is near to it. */
function linesAround(rectangle: Rectangle, { frame, neighbours }: Surroundings) {
  const x = [0, frame.width];
  const y = [0, frame.height];
  for (const other of neighbours) {
    if (meets(rectangle.top, bottom(rectangle), other.top, bottom(other))) x.push(other.left, right(other));
    if (meets(rectangle.left, right(rectangle), other.left, right(other))) y.push(other.top, bottom(other));
  }
  return { x, y };
}

function meets(start: number, end: number, otherStart: number, otherEnd: number): boolean {
  return start <= otherEnd + SNAP_DISTANCE && otherStart <= end + SNAP_DISTANCE;
}

/** @returns the smallest way from one of the edges to one of the lines; 0 if all are too far */
function nearest(edges: readonly number[], lines: readonly number[]): number {
  const ways = edges.flatMap((edge) => lines.map((line) => line - edge));
  const shortest = ways.reduce((best, way) => (Math.abs(way) < Math.abs(best) ? way : best), Infinity);
  return Math.abs(shortest) <= SNAP_DISTANCE ? shortest : 0;
}
