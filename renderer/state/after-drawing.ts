/** How long to wait for the window to be drawn, in milliseconds: a window that can't be seen is not. */
const PATIENCE_MS = 250;

/** Calls back in the next frame, when earlier changes have been drawn; or soon, if no frame comes. */
export function afterDrawing(callback: () => void): void {
  const end = (): void => {
    cancelAnimationFrame(frame);
    window.clearTimeout(timer);
    callback();
  };
  const frame = requestAnimationFrame(end);
  const timer = window.setTimeout(end, PATIENCE_MS);
}
