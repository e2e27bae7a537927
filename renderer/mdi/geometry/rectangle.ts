/** Sizes and positions in the frame area, in CSS pixels from its top left corner. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A position, or a distance in both directions. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Rectangle extends Size {
  readonly left: number;
  readonly top: number;
}

export function right({ left, width }: Rectangle): number {
  return left + width;
}

export function bottom({ top, height }: Rectangle): number {
  return top + height;
}

export function moved(rectangle: Rectangle, by: Point): Rectangle {
  return { ...rectangle, left: rectangle.left + by.x, top: rectangle.top + by.y };
}

/** @returns the value, limited to the bounds; if the bounds contradict each other, the lower one */
export function clamp(value: number, lower: number, upper: number): number {
  return Math.max(lower, Math.min(value, upper));
}

export function isSameSize(one: Size, other: Size): boolean {
  return one.width === other.width && one.height === other.height;
}

export function isSameRectangle(one: Rectangle, other: Rectangle): boolean {
  return one.left === other.left && one.top === other.top && isSameSize(one, other);
}

/** The height of a child window's title bar with its border; --title-bar-height in mdi.css is the same. */
export const TITLE_BAR_HEIGHT = 33;

/** How much of a title bar's left end stays inside the frame: its icon, and something to drag it by. */
export const KEPT_AT_LEFT = 88;

/** How much of its right end stays inside: the three caption buttons, and something to drag it by. */
export const KEPT_AT_RIGHT = 168;

/**
 * Ensures that a child window's title bar can be dragged, whatever happened to the frame: its whole height, and enough
 * of one of its ends, are inside. A reachable window stays where it is.
 * @returns the rectangle, no larger than the frame, moved as little as possible
 */
export function reachable(rectangle: Rectangle, frame: Size): Rectangle {
  const width = Math.min(rectangle.width, frame.width);
  const height = Math.min(rectangle.height, frame.height);
  return {
    left: clamp(
      rectangle.left,
      Math.min(width, KEPT_AT_RIGHT) - width,
      frame.width - Math.min(width, KEPT_AT_LEFT),
    ),
    top: clamp(rectangle.top, 0, frame.height - Math.min(height, TITLE_BAR_HEIGHT)),
    width,
    height,
  };
}
