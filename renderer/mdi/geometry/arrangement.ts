import { clamp, TITLE_BAR_HEIGHT, type Rectangle, type Size } from './rectangle.ts';

/** `horizontally`: one above the other, as Windows calls it; `vertically`: side by side. */
export type TileDirection = 'horizontally' | 'vertically';

/** The part of the area that each cascaded window takes, if its minimum size allows. */
const CASCADED_PART = 0.68;

/**
 * @param minimums the windows' minimum sizes, bottom window first
 * @returns their rectangles, each lower and further right than the previous one by a title bar; at the end of the area
 *   they start again at its corner
 */
export function cascade(minimums: readonly Size[], area: Size): Rectangle[] {
  const width = cascadedLength(
    area.width,
    minimums.map((minimum) => minimum.width),
  );
  const height = cascadedLength(
    area.height,
    minimums.map((minimum) => minimum.height),
  );
  const room = Math.min(area.width - width, area.height - height);
  const places = Math.max(1, Math.floor(room / TITLE_BAR_HEIGHT) + 1);
  return minimums.map((_, index) => {
    const offset = (index % places) * TITLE_BAR_HEIGHT;
    return { left: offset, top: offset, width, height };
  });
}

function cascadedLength(area: number, minimums: readonly number[]): number {
  return clamp(Math.round(area * CASCADED_PART), Math.min(area, Math.max(0, ...minimums)), area);
}

/**
 * Covers the area with windows that do not overlap. Four or more form a grid, whose later rows or columns hold one
 * window more if the number is uneven. Minimum sizes do not count here.
 */
export function tile(count: number, area: Size, direction: TileDirection): Rectangle[] {
  const bands = Math.floor(Math.sqrt(count));
  const isTurned = direction === 'vertically';
  const across = isTurned ? area.height : area.width;
  const along = isTurned ? area.width : area.height;
  return Array.from({ length: bands }, (_, band) => {
    const inBand = cut(count, bands, band);
    return Array.from({ length: inBand.length }, (__, index) => {
      const a = cut(across, bands, band);
      const b = cut(along, inBand.length, index);
      return isTurned
        ? { left: b.start, top: a.start, width: b.length, height: a.length }
        : { left: a.start, top: b.start, width: a.length, height: b.length };
    });
  }).flat();
}

/** @returns one of `parts` parts of a length, in whole numbers; together they make up all of it */
function cut(length: number, parts: number, index: number) {
  const start = Math.floor((length * index) / parts);
  return { start, length: Math.floor((length * (index + 1)) / parts) - start };
}

/** A part of the frame area: each number is a fraction of its width or height, from 0 to 1. */
export type Share = Rectangle;

/** The space around and between child windows if the frame has room for it. */
const MARGIN = 12;

/** In a smaller frame, in either direction, a child window fills all of it. */
const ROOMY: Size = { width: 640, height: 320 };

/**
 * @param step by how many title bars its top left corner is offset from its share, to tell several windows with the
 *   same share apart; where the window would become too small, it starts again at the corner of its share
 * @returns where a child window is until someone moves it: its share of the frame, with a margin if there is room
 */
export function defaultPlacement(frame: Size, share: Share, minimum: Size, step = 0): Rectangle {
  if (frame.width < ROOMY.width || frame.height < ROOMY.height) return { left: 0, top: 0, ...frame };
  const across = span(frame.width, share.left, share.width, minimum.width);
  const down = span(frame.height, share.top, share.height, minimum.height);
  const room = Math.min(across.length - minimum.width, down.length - minimum.height);
  const places = Math.max(1, Math.floor(room / TITLE_BAR_HEIGHT) + 1);
  const offset = (step % places) * TITLE_BAR_HEIGHT;
  return {
    left: across.start + offset,
    top: down.start + offset,
    width: across.length - offset,
    height: down.length - offset,
  };
}

/** One direction of a placement. Neighbouring shares are one margin apart. */
function span(frame: number, start: number, length: number, minimum: number) {
  const usable = frame - MARGIN;
  const from = Math.round(start * usable) + MARGIN;
  const to = Math.round((start + length) * usable);
  const needed = clamp(to - from, minimum, frame - 2 * MARGIN);
  return { start: clamp(from, MARGIN, frame - MARGIN - needed), length: needed };
}

const GAP = 4;
const WIDEST = 208;
const NARROWEST = 148;
/** A title bar on its own has a bottom border too. */
const HEIGHT = TITLE_BAR_HEIGHT + 1;

/** Where minimised windows lie: title bars along the frame's bottom, from the left, in as many rows as needed. */
export interface MinimisedRow {
  /** The height that all rows take from the frame. */
  readonly height: number;
  /** @returns the rectangle of a title bar by its slot, counted from 0 */
  readonly rectangle: (slot: number) => Rectangle;
}

/** @param slots how many slots there are, taken or free */
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
