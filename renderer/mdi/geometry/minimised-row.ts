import { TITLE_BAR_HEIGHT } from './reach.ts';
import { clamp, type Rectangle, type Size } from './rectangle.ts';

const GAP = 4;
const WIDEST = 208;
const NARROWEST = 148;
/** A title bar that stands alone has a border at its bottom too. */
const HEIGHT = TITLE_BAR_HEIGHT + 1;

/** Where minimised windows lie: title bars along the frame's bottom, from the left, in as many rows as needed. */
export interface MinimisedRow {
  /** What all rows take of the frame's height. */
  readonly height: number;
  /** @returns the rectangle of a title bar by its place, counted from 0 */
  readonly rectangle: (slot: number) => Rectangle;
}

/** @param slots how many places there are, taken or free */
export function minimisedRow(slots: number, frame: Size): MinimisedRow {
  const usable = Math.max(0, frame.width - GAP);
  const width = Math.min(usable, clamp(Math.floor(usable / Math.max(1, slots)) - GAP, NARROWEST, WIDEST));
  const columns = Math.max(1, Math.floor(usable / (width + GAP)));
  const rows = Math.ceil(slots / columns);
  return {
    height: rows === 0 ? 0 : Math.min(frame.height, rows * (HEIGHT + GAP)),
    rectangle: (slot) => ({
      left: GAP + (slot % columns) * (width + GAP),
      top: Math.max(0, frame.height - (Math.floor(slot / columns) + 1) * (HEIGHT + GAP)),
      width,
      height: HEIGHT,
    }),
  };
}
