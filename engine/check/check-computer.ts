import { CHECK_LINKS, type CheckLink, type LinkReport } from '../../common/check.ts';
import { ERROR_TIMEOUT } from '../../common/win32-codes.ts';
import { LONGEST_POST_INTERVAL_MS } from '../../common/sigma-service.ts';
import { reportError, Win32Error } from '../../common/win32-error.ts';
import {
  checkClock,
  readClocks,
  checkFolders,
  checkScm,
  checkService,
  type ClockReading,
} from './system-links.ts';
import { fails, type CheckContext, type Judgement } from './context.ts';
import { checkHelperFiles, checkPrompt } from './helper-links.ts';
import { checkMailslot, checkPosting } from './mailslot-links.ts';

/** How one link is checked. */
interface Look {
  readonly judge: (context: CheckContext, started: ClockReading) => Promise<Judgement>;
  /** How long the check may take, in milliseconds. */
  readonly limitMs: number;
}

/** Long enough for an SCM that another service keeps busy. In milliseconds. */
const SCM_LIMIT_MS = 35_000;
const LIMIT_MS = 10_000;

/** A new link is added here, and its name to CHECK_LINKS. */
const LOOKS: Readonly<Record<CheckLink, Look>> = {
  mailslot: { judge: checkMailslot, limitMs: LIMIT_MS },
  // Ends by itself after two of the service's intervals.
  posting: { judge: checkPosting, limitMs: SCM_LIMIT_MS + 2 * LONGEST_POST_INTERVAL_MS },
  scm: { judge: checkScm, limitMs: SCM_LIMIT_MS },
  service: { judge: checkService, limitMs: SCM_LIMIT_MS },
  // Reads about 90 MB of SigmaSrv.exe, perhaps through a virus scanner.
  'helper-files': { judge: checkHelperFiles, limitMs: 60_000 },
  prompt: { judge: checkPrompt, limitMs: LIMIT_MS },
  folders: { judge: checkFolders, limitMs: SCM_LIMIT_MS },
  clock: { judge: checkClock, limitMs: LIMIT_MS },
};

/**
 * Checks each link of Sigma's own chain on this computer, one after the other. Never throws: a failure becomes the
 * report of its link. Needs no administrator rights, and shows no prompt.
 */
export async function* checkComputer(context: CheckContext): AsyncGenerator<LinkReport, void, undefined> {
  const started = readClocks(context);
  for (const link of CHECK_LINKS) yield { ...(await judgeInTime(context, LOOKS[link], started)), link };
}

async function judgeInTime(
  context: CheckContext,
  { judge, limitMs }: Look,
  started: ClockReading,
): Promise<Judgement> {
  const { promise: expired, resolve } = Promise.withResolvers<Judgement>();
  const cancelTimer = context.clock.setTimeout(() => {
    resolve(fails(ERROR_TIMEOUT, ['timed-out', limitMs / 1_000]));
  }, limitMs);
  try {
    return await Promise.race([judge(context, started), expired]);
  } catch (error) {
    return failureOf(error);
  } finally {
    cancelTimer();
  }
}

function failureOf(error: unknown): Judgement {
  const { api, code, detail } = reportError(error, 'check');
  if (error instanceof Win32Error) return fails(code, ['call-failed', api, code]);
  return fails(code, ['own-failure', detail ?? String(error)]);
}
