/** What json-reporter.ts writes, one per line. */
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

/** A suite itself fails if one of its hooks does, and a file if a hook outside all suites does. */
type Kind = 'test' | 'suite' | 'file';

export type Outcome = 'passed' | 'failed' | 'skipped' | 'todo' | 'cancelled';

/** The result of one test, or of the failed hooks of a suite or file. */
export interface TestResult {
  /** The names of the suites around it, and its own; that of a file's hooks is empty. */
  readonly path: readonly string[];
  readonly outcome: Outcome;
  readonly durationMs: number;
  /** The message of the error. */
  readonly error?: string;
  /** The error with its stack. */
  readonly details?: string;
}

/** What one process reported about its test file. */
export interface FileReport {
  readonly results: readonly TestResult[];
  readonly diagnostics: readonly string[];
  /** Whether any test was defined. */
  readonly hasBegun: boolean;
  /** False if the process died or was ended. */
  readonly hasEnded: boolean;
  /** The path of what was running when the report broke off: a test, or a suite whose hook was running. */
  readonly underWay: readonly string[];
}

/** Node's own totals, which it reports like the output of tests. */
const SUM = /^(tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) [\d.]+$/;

/** Reads a report of json-reporter.ts, even an incomplete one. */
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

/** @returns the names of suites and of a test in them as one text, for people */
export function pathText(path: readonly string[]): string {
  return path.join(' › ');
}

/** Whether the tests of a report have ended, though their process may still be running. */
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

/** A position in the tree of suites. */
class Path {
  names: readonly string[] = [];

  enter({ name, nesting }: { readonly name: string; readonly nesting: number }): void {
    this.names = [...this.names.slice(0, nesting), name];
  }

  leave({ nesting }: { readonly nesting: number }): void {
    this.names = this.names.slice(0, nesting);
  }
}

/** A suite that passed is no result, nor is one that failed only because of tests in it. */
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
