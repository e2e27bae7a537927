import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { describe, it, mock } from 'node:test';
import { LANGUAGES } from '../../common/languages/languages.ts';
import { Failures } from '../../electron/failures.ts';
import type { Log } from '../../engine/log.ts';
import { memoryLog, type LogEntry } from './engine-subject.ts';
import { ManualClock } from './manual-clock.ts';

const LOG_FILE = String.raw`C:\Users\Anna\AppData\Roaming\Sigma\logs\sigma.log`;

interface Told {
  readonly failures: Failures;
  readonly clock: ManualClock;
  readonly boxes: { readonly title: string; readonly content: string }[];
  readonly entries: readonly LogEntry[];
}

function subject({
  isHeadless = false,
  language = 'en' as const,
  flush = () => Promise.resolve(),
} = {}): Told {
  const boxes: Told['boxes'] = [];
  const clock = new ManualClock();
  const log: Log & { readonly entries: LogEntry[] } = { ...memoryLog(), flush };
  const failures = new Failures({
    ...{ log, logFile: LOG_FILE, clock, isHeadless },
    words: () => LANGUAGES[language].words,
    showErrorBox: (title, content) => boxes.push({ title, content }),
  });
  return { failures, clock, boxes, entries: log.entries };
}

describe('a failure that no window can show', () => {
  mock.method(console, 'error', () => undefined);

  it('is in the log with its call stack, and in a box that says what to do and where the log is', async () => {
    const { failures, boxes, entries } = subject();
    await failures.tell('start', new Error('koffi.node was blocked'));
    assert.deepEqual(
      entries.map(({ event }) => event),
      ['start-failed'],
    );
    assert.match(String(entries[0]?.details['reason']), /^Error: koffi\.node was blocked\n +at /);
    const { start } = LANGUAGES.en.words.failure;
    assert.equal(boxes[0]?.title, start.title);
    for (const part of [start.nextStep, 'koffi.node was blocked', LOG_FILE]) {
      assert.ok(boxes[0].content.includes(part), part);
    }
    assert.doesNotMatch(boxes[0].content, / +at /);
  });

  it('is in the log before the box is open, which a log that hangs does not keep from opening', async () => {
    const { failures, clock, boxes } = subject({ flush: () => new Promise(() => undefined) });
    const told = failures.tell('start', 'nothing works');
    await clock.advance(999);
    assert.deepEqual(boxes, []);
    await clock.advance(1);
    await told;
    assert.equal(boxes.length, 1);
  });

  it('has no box if nobody could close it', async () => {
    const { failures, boxes, entries } = subject({ isHeadless: true });
    await failures.tell('start', new Error('a'));
    assert.deepEqual([boxes.length, entries.length], [0, 1]);
  });

  it('has one box, however often something fails that nobody has caught, and each is in the log', async () => {
    const { failures, boxes, entries } = subject();
    const process = new EventEmitter();
    failures.watch(process);
    process.emit('uncaughtException', new Error('first'), 'uncaughtException');
    process.emit('unhandledRejection', new Error('second'), Promise.resolve());
    process.emit('unhandledRejection', undefined, Promise.resolve());
    await new Promise(setImmediate);
    assert.deepEqual(
      entries.map(({ event, details }) => [event, String(details['reason']).split('\n')[0]]),
      ['Error: first', 'Error: second', 'undefined'].map((reason) => ['unexpected-error', reason]),
    );
    assert.deepEqual(
      boxes.map(({ title }) => title),
      [LANGUAGES.en.words.failure.unexpected.title],
    );
  });

  it('has a box that stays within the screen, whatever the error says', async () => {
    const { failures, boxes } = subject();
    await failures.tell('start', new Error('x'.repeat(100_000)));
    assert.ok((boxes[0]?.content.length ?? Infinity) < 1_000);
  });

  it('has a box in which nothing of what others have written hides or reorders', async () => {
    const { failures, boxes } = subject();
    await failures.tell('start', new Error('cannot read gpj.\u202eexe\u0007'));
    assert.match(boxes[0]?.content ?? '', /cannot read gpj\.\ufffdexe\u2407/);
  });
});
