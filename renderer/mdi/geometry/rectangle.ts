/** Sizes and places in the frame area, in CSS pixels from its top left corner. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A place, or a distance in both directions. */
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

/** @returns the value, or the bound that it lies beyond; where the bounds contradict each other, the lower one */
export function clamp(value: number, lower: number, upper: number): number {
  return Math.max(lower, Math.min(value, upper));
}

export function isSameSize(one: Size, other: Size): boolean {
  return one.width === other.width && one.height === other.height;
}

export function isSameRectangle(one: Rectangle, other: Rectangle): boolean {
  return one.left === other.left && one.top === other.top && isSameSize(one, other);
}
