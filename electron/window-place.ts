import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import type { Log } from '../engine/log.ts';
import { replaceFileNow, untilReleasedNow } from '../native-bridge/node-files.ts';

/** In Electron's device-independent pixels, across all screens. */
export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const length = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000));
const position = v.pipe(v.number(), v.integer(), v.minValue(-100_000), v.maxValue(100_000));

/** Where a window was, as it is stored: its place when neither maximised nor minimised. */
const windowPlaceSchema = v.object({
  x: position,
  y: position,
  width: length,
  height: length,
  isMaximised: v.boolean(),
});
export type WindowPlace = v.InferOutput<typeof windowPlaceSchema>;

const DEFAULT_SIZE = { width: 1100, height: 720 };

/** How much of the title bar must be on a screen so the user can drag the window. */
export const TITLE_BAR_HEIGHT = 32;
export const REACH = 96;

/**
 * @param kept where the window was, perhaps on screens that no longer exist; undefined the first time
 * @param workAreas of the current screens, the main one first; at least one
 * @returns where the window goes: to its old place if it fits there, otherwise as near to it as it can still be dragged
 */
export function placeOnScreens(kept: WindowPlace | undefined, workAreas: readonly Bounds[]): WindowPlace {
  const [main = { x: 0, y: 0, ...DEFAULT_SIZE }] = workAreas;
  if (kept === undefined) return { ...centred(DEFAULT_SIZE, main), isMaximised: false };
  const area =
    workAreas.toSorted((left, right) => titleBarOn(kept, right) - titleBarOn(kept, left))[0] ?? main;
  const { isMaximised } = kept;
  if (titleBarOn(kept, area) === 0) return { ...centred(kept, main), isMaximised };
  const size = within(kept, area);
  const { rows, columns } = overlap(kept, area);
  const isReachable = rows === TITLE_BAR_HEIGHT && columns >= Math.min(REACH, kept.width);
  if (isReachable && size.width === kept.width && size.height === kept.height) return kept;
  return {
    ...size,
    x: clamp(kept.x, area.x, area.x + area.width - size.width),
    y: clamp(kept.y, area.y, area.y + area.height - size.height),
    isMaximised,
  };
}

type Size = Pick<Bounds, 'width' | 'height'>;

function centred(wanted: Size, area: Bounds): Bounds {
  const { width, height } = within(wanted, area);
  const x = area.x + Math.floor((area.width - width) / 2);
  return { x, y: area.y + Math.floor((area.height - height) / 2), width, height };
}

function within({ width, height }: Size, area: Bounds): Size {
  return { width: Math.min(width, area.width), height: Math.min(height, area.height) };
}

/** @returns how many pixels of the window's title bar are in the area */
function titleBarOn(bounds: Bounds, area: Bounds): number {
  const { rows, columns } = overlap(bounds, area);
  return rows * columns;
}

function overlap({ x, y, width }: Bounds, area: Bounds): { readonly rows: number; readonly columns: number } {
  const columns = Math.min(x + width, area.x + area.width) - Math.max(x, area.x);
  const rows = Math.min(y + TITLE_BAR_HEIGHT, area.y + area.height) - Math.max(y, area.y);
  return { rows: Math.max(0, rows), columns: Math.max(0, columns) };
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}

/** Where the main window was, in a file of its own, because it is no setting of the user. */
export class WindowPlaceFile {
  readonly #path: string;
  readonly #log: Log;

  constructor(path: string, log: Log) {
    this.#path = path;
    this.#log = log;
  }

  /** @returns undefined if nothing valid is stored. Never throws */
  read(): WindowPlace | undefined {
    try {
      return v.parse(windowPlaceSchema, JSON.parse(untilReleasedNow(() => readFileSync(this.#path, 'utf8'))));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'ENOENT') this.#log.write('window-place-unreadable', { reason: String(error) });
      return undefined;
    }
  }

  /** Stores synchronously, because nothing can be awaited when the session ends. Never throws. */
  store(place: WindowPlace): void {
    try {
      replaceFileNow(this.#path, `${JSON.stringify(place)}\n`);
    } catch (error) {
      this.#log.write('window-place-not-stored', { reason: String(error) });
    }
  }
}
