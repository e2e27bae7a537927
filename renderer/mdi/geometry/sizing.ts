import {
  bottom,
  clamp,
  KEPT_AT_LEFT,
  KEPT_AT_RIGHT,
  moved,
  right,
  TITLE_BAR_HEIGHT,
  type Point,
  type Rectangle,
  type Size,
} from './rectangle.ts';

/** The edges that move while a window is sized: one, or two that meet in a corner. */
export interface Edges {
  readonly x: 'left' | 'right' | undefined;
  readonly y: 'top' | 'bottom' | undefined;
}

export const NO_EDGES: Edges = { x: undefined, y: undefined };

/** The eight places where a window can be grabbed to size it. */
export const HANDLES = {
  top: { x: undefined, y: 'top' },
  'top-right': { x: 'right', y: 'top' },
  right: { x: 'right', y: undefined },
  'bottom-right': { x: 'right', y: 'bottom' },
  bottom: { x: undefined, y: 'bottom' },
  'bottom-left': { x: 'left', y: 'bottom' },
  left: { x: 'left', y: undefined },
  'top-left': { x: 'left', y: 'top' },
} as const satisfies Record<string, Edges>;

export interface SizeLimits {
  /** A window that is already smaller, as a tile may be, can stay so. */
  readonly minimum: Size;
  readonly frame: Size;
}

/**
 * Moves edges of a reachable rectangle. The opposite edges stay where they are, no moving edge leaves the frame, and
 * the rectangle stays reachable.
 */
export function resized(origin: Rectangle, edges: Edges, by: Point, limits: SizeLimits): Rectangle {
  const { minimum, frame } = limits;
  const width = axis({
    edge: edges.x === 'left' ? 'start' : edges.x && 'end',
    start: origin.left,
    length: origin.width,
    by: by.x,
    minimum: minimum.width,
    frame: frame.width,
    latestStart: right(origin) > frame.width ? frame.width - KEPT_AT_LEFT : Infinity,
    earliestEnd: origin.left < 0 ? KEPT_AT_RIGHT : -Infinity,
  });
  const height = axis({
    edge: edges.y === 'top' ? 'start' : edges.y && 'end',
    start: origin.top,
    length: origin.height,
    by: by.y,
    minimum: minimum.height,
    frame: frame.height,
    latestStart: bottom(origin) > frame.height ? frame.height - TITLE_BAR_HEIGHT : Infinity,
    earliestEnd: -Infinity,
  });
  return { left: width.start, top: height.start, width: width.length, height: height.length };
}

interface Axis {
  /** Which end moves: the left or top one is the start. */
  readonly edge: 'start' | 'end' | undefined;
  readonly start: number;
  readonly length: number;
  readonly by: number;
  readonly minimum: number;
  readonly frame: number;
  /** Beyond these positions, the title bar could no longer be dragged. */
  readonly latestStart: number;
  readonly earliestEnd: number;
}

function axis({ edge, start, length, by, minimum, frame, latestStart, earliestEnd }: Axis) {
  const end = start + length;
  const shortest = Math.min(minimum, length);
  switch (edge) {
    case undefined:
      return { start, length };
    case 'start': {
      const longest = Math.max(length, Math.min(frame, end));
      const limited = clamp(length - by, Math.max(shortest, end - latestStart), longest);
      return { start: end - limited, length: limited };
    }
    case 'end': {
      const longest = Math.max(length, Math.min(frame, frame - start));
      return { start, length: clamp(length + by, Math.max(shortest, earliestEnd - start), longest) };
    }
  }
}

/** An edge that comes this close to a line snaps to it, in CSS pixels. */
export const SNAP_DISTANCE = 10;

/** What edges snap to: the frame's own edges, and those of the other windows. */
export interface Surroundings {
  readonly frame: Size;
  readonly neighbours: readonly Rectangle[];
}

/** @returns the rectangle, moved to the nearest lines around it in both directions, if any are close */
export function snappedMove(rectangle: Rectangle, surroundings: Surroundings): Rectangle {
  const { x, y } = linesAround(rectangle, surroundings);
  return moved(rectangle, {
    x: nearest([rectangle.left, right(rectangle)], x),
    y: nearest([rectangle.top, bottom(rectangle)], y),
  });
}

/** Like {@link resized}, with the moving edges snapping. */
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

/** The positions of vertical (x) and horizontal (y) lines. Only what lies beside a rectangle can be close to it. */
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

/** @returns the shortest distance from one of the edges to one of the lines; 0 if all are too far away */
function nearest(edges: readonly number[], lines: readonly number[]): number {
  const ways = edges.flatMap((edge) => lines.map((line) => line - edge));
  const shortest = ways.reduce((best, way) => (Math.abs(way) < Math.abs(best) ? way : best), Infinity);
  return Math.abs(shortest) <= SNAP_DISTANCE ? shortest : 0;
}
