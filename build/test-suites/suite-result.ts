import { missingText, type Tool } from '../tools.ts';
import { durationText, isDoneWithin, withDeadline } from './bounds.ts';

/** One row of the table at the end of a test run. */
export interface SuiteResult {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly seconds: number;
  /** Why it could not run, or what went wrong outside its tests. */
  readonly note?: string;
  /** What failed and why, as far as known. */
  readonly failures?: readonly Failure[];
  /** Tests that failed first, and passed when their file ran again. They count as passed. */
  readonly flaky?: readonly Failure[];
  /** How long each file took; both times if it ran twice. */
  readonly files?: readonly FileTime[];
}

/** A test and its error message. */
export interface Failure {
  readonly test: string;
  readonly error: string;
}

export interface FileTime {
  readonly name: string;
  readonly seconds: number;
}

/** What a run of tests or tools has counted. */
export type Counts = Omit<SuiteResult, 'name' | 'seconds'>;

/** What a suite gets in order to run. */
export interface SuiteContext {
  /** Aborted to end the suite. */
  readonly signal: AbortSignal;
  /** Shows lines to the user. */
  readonly print: (text: string) => void;
}

/** A part of `npm test`. */
export interface Suite {
  /** Its name in the table. */
  readonly name: string;
  /** Whether it changes the computer, as suites on Windows do, which have no separate Windows under Wine. */
  readonly changesComputer?: boolean;
  /** The tools that it can't run without. */
  readonly tools: readonly Tool[];
  /** Builds what it needs. Only one suite does so at a time, and no suite with this property runs meanwhile. */
  readonly prepare?: () => Promise<unknown>;
  readonly run: (context: SuiteContext) => Promise<Counts>;
  /** How long it may take, in milliseconds. */
  readonly timeoutMs: () => number;
}

/** How long a suite may take to end what it has started, in milliseconds. */
const END_MS = 90_000;

/** Runs a suite. An error, or a missing tool, becomes part of the result. */
export async function runSuite(
  suite: Suite,
  context: SuiteContext,
  prepared: Promise<unknown> = Promise.resolve(),
): Promise<SuiteResult> {
  const started = performance.now();
  const counts = await countsOf(suite, context, prepared);
  if (counts.note !== undefined) context.print(counts.note);
  return { name: suite.name, ...counts, seconds: (performance.now() - started) / 1000 };
}

async function countsOf(suite: Suite, context: SuiteContext, prepared: Promise<unknown>): Promise<Counts> {
  const missing = missingTools(suite);
  if (missing.length > 0) return cannotRun(missing.map(missingText).join(' '));
  try {
    await prepared;
    return await withinTime(suite, context);
  } catch (error) {
    if (context.signal.aborted) return failure('interrupted');
    return failure(error instanceof Error ? error.message : String(error));
  }
}

/** @returns the tools that the suite needs and this machine lacks */
export function missingTools({ tools }: Suite): readonly Tool[] {
  return tools.filter(({ find }) => find() === undefined);
}

/** A suite that does not even end when told to is abandoned. */
function withinTime(suite: Suite, { signal, print }: SuiteContext): Promise<Counts> {
  const timeoutMs = suite.timeoutMs();
  return withDeadline(timeoutMs, async (deadline) => {
    const either = AbortSignal.any([signal, deadline]);
    const running = suite.run({ signal: either, print });
    const settled = running.catch(() => undefined);
    await Promise.race([settled, aborted(either)]);
    if (!either.aborted) return running;
    const why = signal.aborted ? 'interrupted' : `not finished after ${durationText(timeoutMs)}, and ended`;
    const counts = (await isDoneWithin(END_MS, settled)) ? await settled : undefined;
    return withNote(counts ?? failure(why), why);
  });
}

function withNote(counts: Counts, note: string): Counts {
  return { ...counts, failed: Math.max(counts.failed, 1), note };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => {
      resolve();
    });
  });
}

/** On a developer's machine a missing program is a skip that is clearly reported; where CI is set it is a failure. */
function cannotRun(reason: string): Counts {
  const note = `could not run: ${reason}`;
  return isCi() ? failure(note) : { passed: 0, failed: 0, skipped: 1, note };
}

/** A failure outside the tests themselves, which counts as one. */
export function failure(note: string): Counts {
  return { passed: 0, failed: 1, skipped: 0, note };
}

function isCi(): boolean {
  return !['', '0', 'false'].includes(process.env['CI'] ?? '');
}
