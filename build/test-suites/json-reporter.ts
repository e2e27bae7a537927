import { appendFileSync } from 'node:fs';
import { inspect, stripVTControlCharacters } from 'node:util';
import type { ReportLine, ResultLine } from './test-report.ts';

/**
 * A reporter for Node's test runner, for `--test-reporter`. It appends each event as a line of JSON to the file named
 * by SIGMA_TEST_REPORT, synchronously, so a process that dies leaves what it knew. A file, because Node for Windows
 * can't write to a pipe under Wine.
 */

/**
 * The part of Node's events that is used; they are documented at https://nodejs.org/api/test.html#class-testsstream.
 */
interface TestEvent {
  readonly type: string;
  readonly data: {
    readonly name?: string;
    readonly nesting?: number;
    readonly message?: string;
    readonly skip?: string | boolean;
    readonly todo?: string | boolean;
    readonly details?: {
      readonly type?: 'suite' | 'test';
      readonly duration_ms?: number;
      readonly error?: Error & { readonly failureType?: string };
    };
  };
}

function write(line: ReportLine): void {
  appendFileSync(process.env['SIGMA_TEST_REPORT'] ?? '', `${JSON.stringify(line)}\n`);
}

function lineOf({ type, data }: TestEvent): ReportLine | undefined {
  const { name = '', nesting = 0 } = data;
  switch (type) {
    case 'test:start':
    case 'test:dequeue':
      return { event: type, name, nesting };
    case 'test:complete':
      return { event: type, nesting };
    case 'test:diagnostic':
      return { event: type, message: data.message ?? '' };
    case 'test:pass':
    case 'test:fail':
      return { event: type, name, nesting, ...resultOf(data) };
    default:
      return undefined;
  }
}

function resultOf({
  skip,
  todo,
  details = {},
}: TestEvent['data']): Omit<ResultLine, 'event' | 'name' | 'nesting'> {
  const { type: kind = 'file', duration_ms: durationMs = 0, error } = details;
  return {
    kind,
    durationMs,
    isSkipped: isSet(skip),
    isTodo: isSet(todo),
    ...(error === undefined ? {} : errorOf(error)),
  };
}

/** Node reports `skip: ''` if a reason was left empty, and omits the property otherwise. */
function isSet(value: string | boolean | undefined): boolean {
  return value !== undefined && value !== false;
}

/** What the test threw is the cause of Node's own error. */
function errorOf(
  error: Error & { readonly failureType?: string },
): Pick<ResultLine, 'failureType' | 'error' | 'details'> {
  const thrown = error.cause ?? error;
  return {
    failureType: error.failureType ?? '',
    error: thrown instanceof Error ? plain(thrown.message) : text(thrown),
    details: text(thrown),
  };
}

function text(thrown: unknown): string {
  return plain(typeof thrown === 'string' ? thrown : inspect(thrown));
}

/** Playwright colours its messages. */
function plain(colored: string): string {
  return stripVTControlCharacters(colored);
}

// Before any test runs, not with the first event, because a test that ends its process leaves no event behind.
write({ event: 'begin' });

export default async function* report(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  for await (const event of events) {
    const line = lineOf(event);
    if (line !== undefined) write(line);
  }
  write({ event: 'end' });
  // Node accepts only an asynchronous generator as a reporter, and ESLint refuses one without a yield.
  yield '';
}
