import { missingText, type Tool } from '../tools.ts';

/** One row of the table at the end of a test run. */
export interface SuiteResult {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly seconds: number;
  /** Why it could not run or what went wrong outside its tests. */
  readonly note?: string;
  /** What failed and why, as far as that is known, a text for each. */
  readonly failures?: readonly string[];
}

/** What a run of tests or tools counted. */
export type Counts = Omit<SuiteResult, 'name' | 'seconds'>;

/** A part of `npm test`. */
export interface Suite {
  /** Its name in the table. */
  readonly name: string;
  /** What it cannot run without. */
  readonly tools: readonly Tool[];
  readonly run: (signal: AbortSignal) => Promise<Counts>;
}

/** Runs a suite; what is thrown on the way, or lacks for it, becomes part of the result. */
export async function runSuite(suite: Suite, signal: AbortSignal): Promise<SuiteResult> {
  console.log(`\n── ${suite.name} ──`);
  const started = performance.now();
  const counts = await countsOf(suite, signal);
  if (counts.note !== undefined) console.log(counts.note);
  return { name: suite.name, ...counts, seconds: (performance.now() - started) / 1000 };
}

async function countsOf(suite: Suite, signal: AbortSignal): Promise<Counts> {
  const missing = suite.tools.filter(({ find }) => find() === undefined);
  if (missing.length > 0) return cannotRun(missing.map(missingText).join(' '));
  try {
    return await suite.run(signal);
  } catch (error) {
    if (signal.aborted) return failure('interrupted');
    return failure(error instanceof Error ? error.message : String(error));
  }
}

/** On a developer's machine a missing program is a skip that is told loudly; where CI is set it is a failure. */
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
