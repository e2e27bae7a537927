import { TITLE_BAR_HEIGHT } from './reach.ts';
import { clamp, type Rectangle, type Size } from './rectangle.ts';

/** A part of the frame area: each number a fraction of its width or height, from 0 to 1. */
export type Share = Rectangle;

/** The space around and between child windows in a frame that has room for it. */
const MARGIN = 12;

/** In a smaller frame, in either direction, a child window fills all of it. */
const ROOMY: Size = { width: 640, height: 320 };

/**
 * @param step how many title bars its left top corner is away from its share's, so that several windows with one share
 *   can be told apart; where it would become too small it begins anew at the share's corner
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

/** One direction of a placement. Neighbouring shares lie one margin apart. */
function span(frame: number, start: number, length: number, minimum: number) {
  const usable = frame - MARGIN;
  const from = Math.round(start * usable) + MARGIN;
  const to = Math.round((start + length) * usable);
  const needed = clamp(to - from, minimum, frame - 2 * MARGIN);
  return { start: clamp(from, MARGIN, frame - MARGIN - needed), length: needed };
}
