import type { ChildProcess } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { ROOT } from '../paths.ts';
import { durationText, isDoneWithin } from './bounds.ts';
import { endTree, marked, newMark } from './marked-processes.ts';
import type { TestPlace } from './test-places.ts';
import { hasEnded, pathText, readReport, type FileReport } from './test-report.ts';

/** Time limits, in milliseconds. */
export interface Bounds {
  /** For each test and each hook. */
  readonly test: number;
  /** For a file's process from start to end. */
  readonly file: number;
}

export interface FileOptions {
  readonly place: TestPlace;
  readonly bounds: Bounds;
  readonly signal: AbortSignal;
  /** The folder for reports, which is created if missing. */
  readonly reports: string;
  /** The end of the report's name. */
  readonly attempt: 'first' | 'second';
}

/** The result of one process that ran a test file. */
export interface FileRun {
  /** The file's name without its extension. */
  readonly name: string;
  readonly seconds: number;
  readonly report: FileReport;
  /** What went wrong outside its tests: the process died, or had to be ended. */
  readonly problem?: string;
  /** The process's output. */
  readonly output: string;
}

const REPORTER = join(ROOT, 'build', 'test-suites', 'json-reporter.ts');
const LOOK_MS = 250;
/** How long a process may take to end after its tests, in milliseconds. */
const LINGER_MS = 20_000;
/** How long a process may take to end after it was killed, in milliseconds. */
const KILL_MS = 10_000;

/** Runs a test file in a process of its own, and ends everything it has started unless it passes. */
export async function runTestFile(file: string, options: FileOptions): Promise<FileRun> {
  const { place, bounds, reports, attempt, signal } = options;
  const name = basename(file, '.js');
  const stem = join(reports, attempt === 'first' ? name : `${name}.second`);
  const [report, output] = [`${stem}.jsonl`, `${stem}.txt`];
  await mkdir(reports, { recursive: true });
  await rm(report, { force: true });
  const mark = newMark();
  let started = performance.now();
  let child: ChildProcess | undefined;
  let end: End;
  try {
    child = await place.start({
      ...{ file, reporter: REPORTER, report, output },
      testTimeoutMs: bounds.test,
      env: marked(mark),
    });
    // Creating a Windows under Wine first may have taken time.
    started = performance.now();
    end = await endOf(child, { report, mark, bounds, signal });
  } catch (error) {
    end = { kind: 'ended', why: `not started: ${error instanceof Error ? error.message : String(error)}` };
  }
  const reported = readReport(await textOf(report));
  const run = {
    name,
    seconds: (performance.now() - started) / 1000,
    report: reported,
    ...problemOf(end, reported),
    output: await textOf(output),
  };
  if (!hasPassed(run)) await endTree(child?.pid, mark);
  return run;
}

/** Whether nothing failed. */
export function hasPassed({ report, problem }: FileRun): boolean {
  return problem === undefined && !report.results.some(isFailure);
}

/** A cancelled test failed because of a hook or of its suite's time limit. */
export function isFailure({ outcome }: FileReport['results'][number]): boolean {
  return outcome === 'failed' || outcome === 'cancelled';
}

/** How a process ended, or why it had to be ended. */
type End =
  | { readonly kind: 'exit'; readonly how: string; readonly isFailure: boolean }
  | { readonly kind: 'ended'; readonly why: string };

interface Watch {
  readonly report: string;
  readonly mark: string;
  readonly bounds: Bounds;
  readonly signal: AbortSignal;
}

async function endOf(child: ChildProcess, watch: Watch): Promise<End> {
  const exit = exitOf(child);
  let seen: End | undefined;
  void exit.then((end) => (seen = end));
  const mustEnd = watchFor(watch);
  while (seen === undefined) {
    const why = await mustEnd();
    if (why !== undefined) {
      await endTree(child.pid, watch.mark);
      await isDoneWithin(KILL_MS, exit);
      return { kind: 'ended', why };
    }
    await Promise.race([exit, setTimeout(LOOK_MS)]);
  }
  return seen;
}

/** @returns the function that says why the process has to be ended now, or undefined */
function watchFor({ report, bounds, signal }: Watch): () => Promise<string | undefined> {
  const deadline = performance.now() + bounds.file;
  let lingersAt = Infinity;
  return async () => {
    if (signal.aborted) return 'interrupted';
    const now = performance.now();
    if (now >= lingersAt)
      return `its tests have ended, and its process had not ${durationText(LINGER_MS)} later`;
    if (now >= deadline) return `not finished after ${durationText(bounds.file)}`;
    if (lingersAt === Infinity && hasEnded(await textOf(report))) lingersAt = now + LINGER_MS;
    return undefined;
  };
}

/** Not `close`, because there are no pipes that another process could keep open. */
function exitOf(child: ChildProcess): Promise<End> {
  return new Promise((resolve) => {
    child.once('error', ({ message }) => {
      resolve({ kind: 'exit', how: `could not be started: ${message}`, isFailure: true });
    });
    child.once('exit', (code, signal) => {
      const how = code === null ? `was ended by ${String(signal)}` : `ended with exit code ${code}`;
      resolve({ kind: 'exit', how, isFailure: code !== 0 });
    });
  });
}

function problemOf(end: End, report: FileReport): { readonly problem?: string } {
  const { hasBegun, results, underWay } = report;
  const where = underWay.length === 0 ? '' : `, while "${pathText(underWay)}" was under way`;
  if (end.kind === 'ended') return { problem: `${end.why}${where}` };
  if (!hasBegun && !end.isFailure) return { problem: 'has no tests' };
  if (!report.hasEnded) return { problem: `its process ${end.how} before its tests had ended${where}` };
  if (results.length === 0) return { problem: 'has no tests' };
  if (end.isFailure && !results.some(isFailure))
    return { problem: `its process ${end.how} though no test failed` };
  return {};
}

function textOf(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '');
}
