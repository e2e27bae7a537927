import { parseArgs } from 'node:util';

export interface StartArguments {
  /** Whether the window is not shown, and the status bar is printed instead. */
  readonly isHeadless: boolean;
  /** Whether the main process runs on Windows under Wine. */
  readonly isWine: boolean;
  /** How long the window stays open, in seconds; as long as somebody leaves it open where undefined. */
  readonly exitAfterSeconds: number | undefined;
  /** Where a picture of the window is written before it is closed. */
  readonly screenshot: string | undefined;
}

export const USAGE = `Usage: npm start [-- --headless] [--wine] [--exit-after SECONDS] [--screenshot FILE]

  --headless            show no window and print every change of its status bar;
                        by itself so where there is no display
  --wine                run on Windows under Wine, in $WINEPREFIX where it is set
  --exit-after SECONDS  close the window after that time
  --screenshot FILE     write a picture of the window (PNG) before it is closed`;

/** @returns undefined for a command line that is not understood */
export function parseStartArguments(given: readonly string[]): StartArguments | undefined {
  try {
    const { values } = parseArgs({
      args: [...given],
      options: {
        headless: { type: 'boolean', default: false },
        wine: { type: 'boolean', default: false },
        'exit-after': { type: 'string' },
        screenshot: { type: 'string' },
      },
    });
    const exitAfterSeconds = values['exit-after'] === undefined ? undefined : Number(values['exit-after']);
    if (exitAfterSeconds !== undefined && !(exitAfterSeconds >= 0)) return undefined;
    return {
      isHeadless: values.headless || !hasDisplay(),
      isWine: values.wine,
      exitAfterSeconds,
      screenshot: values.screenshot,
    };
  } catch {
    return undefined;
  }
}

export function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return process.env['DISPLAY'] !== undefined || process.env['WAYLAND_DISPLAY'] !== undefined;
}
