import { parseArgs } from 'node:util';

export interface StartArguments {
  /** Whether the window is not shown, and the status bar is printed instead. */
  readonly isHeadless: boolean;
  /** Whether the main process runs on Windows under Wine. */
  readonly isWine: boolean;
  /** How long the window stays open, in seconds; until it is closed if undefined. */
  readonly exitAfterSeconds: number | undefined;
  /** Where to write a picture of the window before it is closed. */
  readonly screenshot: string | undefined;
}

export const USAGE = `Usage: npm start [-- --headless] [--wine] [--exit-after SECONDS] [--screenshot FILE]

  --headless            show no window and print every change of its status bar;
                        by itself so where there is no display
  --wine                run on Windows under Wine, in $WINEPREFIX where it is set
  --exit-after SECONDS  close the window after that time
  --screenshot FILE     write a picture of the window (PNG) before it is closed
  --help                print this`;

/** A day. Node's timers support only 24 of them, and fire at once beyond that. */
const LONGEST_SECONDS = 24 * 60 * 60;

/**
 * @returns undefined if only the usage was requested
 * @throws Error that names an invalid argument
 */
export function parseStartArguments(given: readonly string[]): StartArguments | undefined {
  const { values } = parseArgs({
    args: [...given],
    options: {
      headless: { type: 'boolean', default: false },
      wine: { type: 'boolean', default: false },
      'exit-after': { type: 'string' },
      screenshot: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  if (values.screenshot === '') throw new Error('--screenshot needs the name of a file.');
  return {
    isHeadless: values.headless || !hasDisplay(),
    isWine: values.wine,
    exitAfterSeconds: secondsFrom(values['exit-after']),
    screenshot: values.screenshot,
  };
}

function secondsFrom(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
  if (seconds <= LONGEST_SECONDS) return seconds;
  throw new Error(`--exit-after takes a number of seconds, from 0 to ${LONGEST_SECONDS}, and not "${text}".`);
}

export function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return process.env['DISPLAY'] !== undefined || process.env['WAYLAND_DISPLAY'] !== undefined;
}
