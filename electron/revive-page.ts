import type { WebContents } from 'electron';
import type { Clock } from '../native-bridge/clock.ts';
import type { Log } from '../native-bridge/log.ts';

/** A page that is lost again so soon after it was revived would be lost without an end, and stays so. In milliseconds. */
export const REVIVAL_INTERVAL_MS = 60_000;

interface RevivalOptions {
  readonly contents: Pick<WebContents, 'on' | 'isDestroyed'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Loads the page. */
  readonly load: () => void;
}

/** From now on the page is loaded anew when its process has crashed or was ended, and the log tells of it. */
export function revivePage({ contents, clock, log, load }: RevivalOptions): void {
  let revivedAt = -Infinity;
  contents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    log.write('page-gone', { reason, exitCode });
    if (clock.now() - revivedAt < REVIVAL_INTERVAL_MS) return;
    revivedAt = clock.now();
    // Loading while Electron still tells of the loss can crash it: https://github.com/electron/electron/pull/51900
    clock.setTimeout(() => {
      if (!contents.isDestroyed()) load();
    }, 0);
  });
}
