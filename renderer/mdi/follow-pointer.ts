import { clamp, type Point } from './geometry/rectangle.ts';
import type { MdiStore } from './store.ts';

/**
 * Makes the gesture that has just begun follow the pointer until its button is released, at most once a frame. Esc or a
 * lost pointer puts the window back. Ctrl keeps it from snapping.
 * @param element captures the pointer wherever it goes
 */
export function followPointer(mdi: MdiStore, element: HTMLElement, start: PointerEvent): void {
  const bounds = element.closest('.frame-area')?.getBoundingClientRect();
  const begun = mdi.getState().gesture;
  if (bounds === undefined || begun === undefined) return;
  const ended = new AbortController();
  const { signal } = ended;
  let latest: PointerEvent | undefined;
  let frame = 0;

  function step(): void {
    frame = 0;
    if (latest === undefined || bounds === undefined) return;
    mdi.dispatch({ type: 'step', by: distance(start, latest, bounds), isSnapping: !latest.ctrlKey });
    latest = undefined;
  }

  function withoutFirst(): void {
    cancelAnimationFrame(frame);
    stopWatching();
    ended.abort();
  }

  function end(type: 'finish' | 'cancel'): void {
    withoutFirst();
    if (type === 'finish') step();
    mdi.dispatch({ type });
  }

  // The window may be closed during the gesture, and then its element gets no more pointer events.
  const stopWatching = mdi.subscribe(({ gesture }) => {
    if (gesture?.origin !== begun.origin) withoutFirst();
  });
  element.setPointerCapture(start.pointerId);
  element.addEventListener(
    'pointermove',
    (event) => {
      latest = event;
      if (frame === 0) frame = requestAnimationFrame(step);
    },
    { signal },
  );
  element.addEventListener(
    'pointerup',
    () => {
      end('finish');
    },
    { signal },
  );
  element.addEventListener(
    'lostpointercapture',
    () => {
      end('cancel');
    },
    { signal },
  );
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      end('cancel');
    },
    { signal, capture: true },
  );
}

/**
 * Windows do not follow a pointer that has left the frame area. In whole pixels, so windows stay on pixel boundaries.
 */
function distance(from: PointerEvent, to: PointerEvent, bounds: DOMRect): Point {
  return {
    x: Math.round(clamp(to.clientX, bounds.left, bounds.right) - from.clientX),
    y: Math.round(clamp(to.clientY, bounds.top, bounds.bottom) - from.clientY),
  };
}
