import { ERROR_TIME_SKEW } from '../../common/error-codes.ts';
import { fails, works, type CheckContext, type Judgement } from './context.ts';

/** The computer's date may be slewed by less than this while it is checked, in milliseconds. */
const TOLERANCE_MS = 1_000;
/** Archives keep the times of files without their time zone. In milliseconds. */
const DAY_MS = 24 * 60 * 60 * 1_000;

/** Both clocks at the beginning of a check, in milliseconds. */
export interface ClockReading {
  readonly wall: number;
  readonly monotonic: number;
}

export function readClocks({ clock, wallClock }: CheckContext): ClockReading {
  return { wall: wallClock(), monotonic: clock.now() };
}

/** The computer's date, by which the times of messages are told, goes as it should. */
export async function checkClock(context: CheckContext, started: ClockReading): Promise<Judgement> {
  const now = readClocks(context);
  // SigmaSrv.exe is made of its sources alone and knows no date: its file has that of the build or of the installation.
  const builtAt = await context.bridge.inspection.fileTime(context.helper.executable);
  if (builtAt !== undefined && now.wall < builtAt - DAY_MS)
    return fails(ERROR_TIME_SKEW, ['clock-before-build', new Date(builtAt).toISOString().slice(0, 10)]);
  const early = -(context.seen?.lastPost()?.deliveryMs ?? 0);
  if (early > TOLERANCE_MS) return fails(ERROR_TIME_SKEW, ['clock-message-early', Math.round(early)]);
  const deviation = Math.round(now.wall - started.wall - (now.monotonic - started.monotonic));
  return Math.abs(deviation) > TOLERANCE_MS
    ? fails(ERROR_TIME_SKEW, ['clock-jumped', deviation])
    : works(['clock-even', Math.max(1, Math.abs(deviation))]);
}
