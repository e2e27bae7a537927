/** What json-reporter.ts writes, a line each. */
export type ReportLine =
  | { readonly event: 'begin' | 'end' }
  /** In the order in which tests are reported: that of their definition. */
  | { readonly event: 'test:start'; readonly name: string; readonly nesting: number }
  | ResultLine
  /** In the order in which tests run. */
  | { readonly event: 'test:dequeue'; readonly name: string; readonly nesting: number }
  | { readonly event: 'test:complete'; readonly nesting: number }
  | { readonly event: 'test:diagnostic'; readonly message: string };

export interface ResultLine {
  readonly event: 'test:pass' | 'test:fail';
  readonly name: string;
  readonly nesting: number;
  readonly kind: Kind;
  readonly durationMs: number;
  readonly isSkipped: boolean;
  readonly isTodo: boolean;
  readonly failureType?: string;
  readonly error?: string;
  readonly details?: string;
}

/** A suite fails by itself where one of its hooks does, and a file where a hook outside of all suites does. */
type Kind = 'test' | 'suite' | 'file';

export type Outcome = 'passed' | 'failed' | 'skipped' | 'todo' | 'cancelled';

/** What came of one test, or of the hooks of a suite or file that failed. */
export interface TestResult {
  /** The names of the suites around it, and its own; that of a file's hooks is empty. */
  readonly path: readonly string[];
  readonly outcome: Outcome;
  readonly durationMs: number;
  /** The message of what was thrown. */
  readonly error?: string;
  /** What was thrown, with its stack. */
  readonly details?: string;
}

/** What one process reported of the test file that it ran. */
export interface FileReport {
  readonly results: readonly TestResult[];
  readonly diagnostics: readonly string[];
  /** Whether a test was defined at all. */
  readonly hasBegun: boolean;
  /** False where the process died or was ended. */
  readonly hasEnded: boolean;
  /** The path of what was under way when the report broke off: a test, or a suite of which a hook was running. */
  readonly underWay: readonly string[];
}

/** Node's own sums, which it reports like what tests tell. */
const SUM = /^(tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) [\d.]+$/;

/** Reads a report of json-reporter.ts, also one that breaks off. */
export function readReport(text: string): FileReport {
  const lines = linesOf(text);
  const results: TestResult[] = [];
  const diagnostics: string[] = [];
  const reported = new Path();
  const running = new Path();
  for (const line of lines) {
    switch (line.event) {
      case 'test:start':
        reported.enter(line);
        break;
      case 'test:dequeue':
        running.enter(line);
        break;
      case 'test:complete':
        running.leave(line);
        break;
      case 'test:diagnostic':
        if (!SUM.test(line.message)) diagnostics.push(line.message);
        break;
      case 'test:pass':
      case 'test:fail':
        if (isOwnResult(line)) results.push(resultOf(line, reported));
        break;
      case 'begin':
      case 'end':
        break;
    }
  }
  return {
    results,
    diagnostics,
    hasBegun: lines.length > 0,
    hasEnded: hasEnded(text),
    underWay: running.names,
  };
}

/** @returns the names of suites and of a test in them as one, for a person */
export function pathText(path: readonly string[]): string {
  return path.join(' › ');
}

/** Whether the tests of a report have ended, though their process may still run. */
export function hasEnded(text: string): boolean {
  return text.endsWith('{"event":"end"}\n');
}

/** A process that was ended may have left half a line. */
function linesOf(text: string): ReportLine[] {
  const complete = text.slice(0, text.lastIndexOf('\n') + 1);
  return complete
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as ReportLine);
}

/** Where in the tree of suites something is. */
class Path {
  names: readonly string[] = [];

  enter({ name, nesting }: { readonly name: string; readonly nesting: number }): void {
    this.names = [...this.names.slice(0, nesting), name];
  }

  leave({ nesting }: { readonly nesting: number }): void {
    this.names = this.names.slice(0, nesting);
  }
}

/** A suite that passed is no result, nor is what failed only because of tests inside of it. */
function isOwnResult({ event, kind, failureType }: ResultLine): boolean {
  if (failureType === 'subtestsFailed') return false;
  return kind === 'test' || event === 'test:fail';
}

function resultOf(line: ResultLine, around: Path): TestResult {
  const { kind, name, nesting, durationMs, error, details } = line;
  return {
    path: kind === 'file' ? [] : [...around.names.slice(0, nesting), name],
    outcome: outcomeOf(line),
    durationMs,
    ...(error === undefined ? {} : { error }),
    ...(details === undefined ? {} : { details }),
  };
}

function outcomeOf({ event, isSkipped, isTodo, failureType }: ResultLine): Outcome {
  if (isSkipped) return 'skipped';
  if (isTodo) return 'todo';
  if (event === 'test:pass') return 'passed';
  return failureType === 'cancelledByParent' ? 'cancelled' : 'failed';
}
