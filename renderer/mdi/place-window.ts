import type { Point, Rectangle } from './geometry/rectangle.ts';
import { levelOf, shownRectangle, type MdiState } from './state.ts';
import type { MdiStore } from './store.ts';

/**
 * Keeps an element where the state has its window, outside of React: dragging renders nothing anew. By the
 * CSSOM, because the content security policy forbids style attributes.
 * @returns the function that ends it
 */
export function placeWindow(element: HTMLElement, mdi: MdiStore, id: string): () => void {
  const write = (state: MdiState) => {
    if (!state.order.includes(id)) return;
    const isMoving = state.gesture?.id === id && state.gesture.kind === 'move';
    const shown = shownRectangle(state, id);
    // While it moves only the compositor has work to do; at rest `left` and `top` keep its edges sharp.
    const base = isMoving ? state.gesture.origin : shown;
    writeRectangle(element, base, { x: shown.left - base.left, y: shown.top - base.top });
    element.style.zIndex = String(levelOf(state, id));
    element.classList.toggle('moving', isMoving);
  };
  write(mdi.getState());
  return mdi.subscribe(write);
}

/** Assigning what is there already costs the browser nothing. */
function writeRectangle(element: HTMLElement, { left, top, width, height }: Rectangle, by: Point): void {
  const { style } = element;
  style.left = pixels(left);
  style.top = pixels(top);
  style.width = pixels(width);
  style.height = pixels(height);
  style.translate = by.x === 0 && by.y === 0 ? '' : `${pixels(by.x)} ${pixels(by.y)}`;
}

function pixels(value: number): string {
  return `${String(value)}px`;
}
