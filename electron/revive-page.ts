import type { WebContents } from 'electron';
import type { Clock } from '../native-bridge/clock.ts';
import type { Log } from '../engine/log.ts';

/** The shortest time between two reloads of the page, in milliseconds, because it may crash each time. */
export const REVIVAL_INTERVAL_MS = 60_000;

interface RevivalOptions {
  readonly contents: Pick<WebContents, 'on' | 'isDestroyed'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Loads the page. */
  readonly load: () => void;
}

/** Reloads the page from now on whenever its process has crashed or was ended, and logs it. */
export function revivePage({ contents, clock, log, load }: RevivalOptions): void {
  let isWaiting = false;
  let earliest = -Infinity;
  contents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    log.write('page-gone', { reason, exitCode });
    if (isWaiting) return;
    isWaiting = true;
    // Loading while Electron is still reporting the loss can crash it: https://github.com/electron/electron/pull/51900
    clock.setTimeout(
      () => {
        isWaiting = false;
        earliest = clock.now() + REVIVAL_INTERVAL_MS;
        if (!contents.isDestroyed()) load();
      },
      Math.max(0, earliest - clock.now()),
    );
  });
}
