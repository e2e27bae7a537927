/** Sizes and places in the frame area, in CSS pixels from its top left corner. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Rectangle extends Size {
  readonly left: number;
  readonly top: number;
}

/** The space around a child window in a frame that has room for it. */
const MARGIN = 12;

/** In a smaller frame, in either direction, a child window fills all of it. */
const ROOMY: Size = { width: 640, height: 320 };

/** @returns where a child window is until someone moves it: all of the frame, with a margin if there is room */
export function defaultPlacement(frame: Size): Rectangle {
  const isRoomy = frame.width >= ROOMY.width && frame.height >= ROOMY.height;
  const margin = isRoomy ? MARGIN : 0;
  return { left: margin, top: margin, width: frame.width - 2 * margin, height: frame.height - 2 * margin };
}
