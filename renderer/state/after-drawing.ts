/** How long a drawing is waited for, in milliseconds: a window that nobody sees draws nothing. */
const PATIENCE_MS = 250;

/** Calls back in the next frame, by which what was changed before is drawn; or soon where there is none. */
export function afterDrawing(callback: () => void): void {
  const end = (): void => {
    cancelAnimationFrame(frame);
    window.clearTimeout(timer);
    callback();
  };
  const frame = requestAnimationFrame(end);
  const timer = window.setTimeout(end, PATIENCE_MS);
}
