import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { TEST_OUT } from '../paths.ts';
import { fileText } from './file-text.ts';
import { failure, type Counts, type Failure, type SuiteContext } from './suite-result.ts';
import { hasPassed, runTestFile, type Bounds, type FileOptions, type FileRun } from './test-file.ts';
import { pathText } from './test-report.ts';
import type { TestPlace } from './test-places.ts';

export interface NodeTestOptions extends SuiteContext {
  /** The name of the folder for its reports, which is emptied. */
  readonly reports: string;
  readonly place: TestPlace;
  readonly bounds: Bounds;
  /** Whether a file that fails runs once more, in a fresh place. */
  readonly isRetried?: boolean;
  /** How many files run at once; one by default. A file that is retried shares its place with no other. */
  readonly atOnce?: number;
}

/** The result of one file, which ran once or twice. */
interface FileResult {
  readonly first: FileRun;
  readonly second?: FileRun;
}

/** Runs bundled test files, each in a process of its own, and shows the result of each. */
export async function runNodeTests(files: readonly string[], options: NodeTestOptions): Promise<Counts> {
  if (files.length === 0) return failure('there are no tests');
  const reports = join(TEST_OUT, 'reports', options.reports.replaceAll(' ', '-'));
  await rm(reports, { recursive: true, force: true });
  const waiting = [...files];
  const results: FileResult[] = [];
  async function work(): Promise<void> {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      if (options.signal.aborted) return;
      results.push(await runFile(file, options, reports));
    }
  }
  try {
    await Promise.all(Array.from({ length: options.atOnce ?? 1 }, work));
  } finally {
    await options.place.close();
  }
  return countsOf(results);
}

async function runFile(file: string, options: NodeTestOptions, reports: string): Promise<FileResult> {
  const { place, bounds, signal, print, isRetried = false } = options;
  const fileOptions: Omit<FileOptions, 'attempt'> = { place, bounds, signal, reports };
  const first = await runTestFile(file, { ...fileOptions, attempt: 'first' });
  print(fileText(first));
  if (hasPassed(first) || !isRetried || isAborted(signal)) return { first };
  print(`↻ ${first.name} runs once more, by itself`);
  await place.close();
  if (isAborted(signal)) return { first };
  const second = await runTestFile(file, { ...fileOptions, attempt: 'second' });
  print(fileText(second));
  if (!hasPassed(second)) await place.close();
  return { first, second };
}

/** A function, because the compiler assumes that a property keeps the value it had when last read. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}

/** The second run of a file replaces the first. */
function countsOf(results: readonly FileResult[]): Counts {
  const runs = results.map(({ first, second }) => second ?? first);
  const outcomes = runs.flatMap(({ report }) => report.results.map(({ outcome }) => outcome));
  const failures = runs.flatMap(failuresOf);
  const cancelled = outcomes.filter((outcome) => outcome === 'cancelled').length;
  const flaky = results.flatMap(flakyOf);
  return {
    passed: outcomes.filter((outcome) => outcome === 'passed').length,
    failed: failures.length + cancelled,
    skipped: outcomes.filter((outcome) => outcome === 'skipped' || outcome === 'todo').length,
    ...{ failures, flaky },
    files: results.map(({ first, second }) => ({
      name: first.name,
      seconds: first.seconds + (second?.seconds ?? 0),
    })),
  };
}

function failuresOf(run: FileRun): Failure[] {
  return [...failedTests(run), ...failedFile(run)];
}

/** A cancelled test is no failure of its own: the hook or suite that caused it is. */
function failedTests({ name, report }: FileRun): Failure[] {
  return report.results
    .filter(({ outcome }) => outcome === 'failed')
    .map(({ path, error = 'no error' }) => ({ test: pathText([name, ...path]), error }));
}

function failedFile({ name, problem }: FileRun): Failure[] {
  return problem === undefined ? [] : [{ test: name, error: problem }];
}

/** What failed at first, but not in the second run. If a test did, the fate of its process follows from that. */
function flakyOf({ first, second }: FileResult): Failure[] {
  if (second === undefined) return [];
  const failedAgain = new Set(failuresOf(second).map(({ test }) => test));
  const failed = failedTests(first).length > 0 ? failedTests(first) : failedFile(first);
  return failed.filter(({ test }) => !failedAgain.has(test));
}
