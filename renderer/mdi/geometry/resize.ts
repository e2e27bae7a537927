import { KEPT_AT_LEFT, KEPT_AT_RIGHT, TITLE_BAR_HEIGHT } from './reach.ts';
import { bottom, clamp, right, type Point, type Rectangle, type Size } from './rectangle.ts';

/** The edges that move while a window is sized: one, or two that meet in a corner. */
export interface Edges {
  readonly x: 'left' | 'right' | undefined;
  readonly y: 'top' | 'bottom' | undefined;
}

export const NO_EDGES: Edges = { x: undefined, y: undefined };

/** The eight places at which a window can be taken to size it. */
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
  /** A window that is smaller already, as a tile may be, can stay so. */
  readonly minimum: Size;
  readonly frame: Size;
}

/**
 * Moves edges of a reachable rectangle. The opposite ones stay where they are, no edge that moves leaves the
 * frame, and the rectangle stays reachable.
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
  /** Beyond these the title bar could not be gripped any more. */
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
