import { TITLE_BAR_HEIGHT } from './reach.ts';
import { clamp, type Rectangle, type Size } from './rectangle.ts';

/** `horizontally`: one above the other, as Windows calls it; `vertically`: side by side. */
export type TileDirection = 'horizontally' | 'vertically';

/** How much of the area each cascaded window takes, where its minimum size allows. */
const CASCADED_PART = 0.68;

/**
 * @param minimums the windows' minimum sizes, bottom window first
 * @returns their rectangles, each below and right of the one before by a title bar; at the area's end they
 *   begin anew at its corner
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
 * Covers the area with windows that do not overlap. Four and more form a grid, whose later bands hold one
 * window more where the number does not come out even. Minimum sizes do not count here.
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

/** @returns one of `parts` whole-numbered parts of a length; together they are all of it */
function cut(length: number, parts: number, index: number) {
  const start = Math.floor((length * index) / parts);
  return { start, length: Math.floor((length * (index + 1)) / parts) - start };
}
