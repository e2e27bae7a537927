import { hasPassed, isFailure, type FileRun } from './test-file.ts';
import { pathText, type Outcome, type TestResult } from './test-report.ts';

/** How many lines of a process's output are shown if it failed. */
const LINES = 80;

/** @returns what is shown about a test file after it has run: a line, and more if something failed */
export function fileText(run: FileRun): string {
  const isGood = hasPassed(run);
  const counts = (['passed', 'failed', 'cancelled', 'skipped', 'todo'] as const)
    .map((outcome) => countText(run, outcome))
    .filter((text) => text !== '');
  const head = `${isGood ? '✔' : '✖'} ${[run.name, ...counts].join('  ')}  ${run.seconds.toFixed(1)} s`;
  const told = run.report.diagnostics.map((text) => `ℹ ${text}`);
  if (isGood) return [head, ...told.map(indented)].join('\n');
  const problem = run.problem === undefined ? [] : [`✖ ${run.problem}`];
  const failures = run.report.results.filter(isFailure).map(failureText);
  return [head, ...[...failures, ...problem, ...told, ...printed(run.output)].map(indented)].join('\n');
}

function countText({ report }: FileRun, outcome: Outcome): string {
  const count = report.results.filter((result) => result.outcome === outcome).length;
  return count === 0 ? '' : `${count} ${outcome}`;
}

function failureText({ path, outcome, error = 'no error', details = error }: TestResult): string {
  const name = path.length === 0 ? 'a hook of the file' : pathText(path);
  return outcome === 'cancelled' ? `✖ ${name}: cancelled` : `✖ ${name}\n${indented(details)}`;
}

function printed(output: string): string[] {
  const lines = output.trimEnd().split('\n');
  if (output.trim() === '') return [];
  const dropped = lines.length - LINES;
  const head = dropped > 0 ? `Its process printed, after ${dropped} other lines:` : 'Its process printed:';
  return [head, ...lines.slice(-LINES).map(indented)];
}

function indented(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '    ');
}
