import { indexOfId, type LongList } from '../../state/long-list.ts';

/** The height of every row in CSS pixels; messages-window.css uses it as --row-height. */
export const ROW_HEIGHT = 24;

/** How many rows are drawn beyond each edge, so that fast scrolling shows no empty space. */
const OVERSCAN = 8;

/** Rows from `start` up to, but not including, `end`. */
export interface RowRange {
  readonly start: number;
  readonly end: number;
}

export interface Scroll {
  /** How far the list is scrolled down, in CSS pixels. */
  readonly top: number;
  /** The height of the visible part, in CSS pixels. */
  readonly height: number;
}

/** @returns the rows that have to be drawn */
export function rowRange(scroll: Scroll, count: number): RowRange {
  const first = Math.floor(scroll.top / ROW_HEIGHT) - OVERSCAN;
  const last = Math.ceil((scroll.top + scroll.height) / ROW_HEIGHT) + OVERSCAN;
  const end = Math.min(count, Math.max(0, last));
  return { start: Math.min(end, Math.max(0, first)), end };
}

/** @returns how far a list of `count` rows can be scrolled down, in CSS pixels */
export function scrollEnd(height: number, count: number): number {
  return Math.max(0, count * ROW_HEIGHT - height);
}

/** @returns whether the end is reached; screens with fractional scaling may miss it by less than a pixel */
export function isAtEnd(scroll: Scroll, count: number): boolean {
  return scroll.top >= scrollEnd(scroll.height, count) - 1;
}

/** @returns how far to scroll to show the whole row, which is as little as possible */
export function topToReveal({ top, height }: Scroll, index: number): number {
  const rowTop = index * ROW_HEIGHT;
  if (rowTop < top) return rowTop;
  return Math.max(top, rowTop + ROW_HEIGHT - height);
}

/** @returns how many rows have left the list at its old end; both lists are in the order of ascending ids */
export function rowsGone(
  before: LongList<{ readonly id: number }>,
  after: LongList<{ readonly id: number }>,
): number {
  return after.first === undefined ? before.length : indexOfId(before, after.first.id);
}
