import type { EventEmitter } from 'node:events';
import { shortened, visibleText } from '../common/display-text.ts';
import type { Words } from '../common/languages/words.ts';
import { delay, type Clock } from '../native-bridge/clock.ts';
import type { Log } from '../engine/log.ts';

/** Sigma could not start, or an unexpected error occurred later. */
export type FailureKind = 'start' | 'unexpected';

/**
 * How long a box, or the end of the app, waits for the log, in milliseconds: nothing is written while a box is open.
 */
const LOG_PATIENCE_MS = 1_000;

/** A longer message, such as one with a call stack, is only in the log. */
const LONGEST_DETAIL = 500;

interface FailuresOptions {
  readonly log: Log;
  /** The path of the log, which the box shows. */
  readonly logFile: string;
  readonly clock: Clock;
  /** Whether there is no display: nobody could see or close a box. */
  readonly isHeadless: boolean;
  readonly words: () => Words;
  /** Returns once the user has closed the box. */
  readonly showErrorBox: (title: string, content: string) => void;
}

/** Reports failures that no window can show, because a windowed program has no standard error either. */
export class Failures {
  readonly #options: FailuresOptions;
  readonly #shown = new Set<FailureKind>();

  constructor(options: FailuresOptions) {
    this.#options = options;
  }

  /** Writes the failure to the log and to standard error. It is on the disk afterwards. Never throws. */
  async note(kind: FailureKind, error: unknown): Promise<void> {
    const { log, clock } = this.#options;
    console.error(error);
    log.write(kind === 'start' ? 'start-failed' : 'unexpected-error', { reason: traceOf(error) });
    await Promise.race([log.flush(), delay(clock, LOG_PATIENCE_MS)]);
  }

  /**
   * Notes the failure and, if there is a display, shows a box: one for each kind, because an error that occurs every
   * second would keep the user from exiting. Never throws.
   * @returns when the box was closed
   */
  async tell(kind: FailureKind, error: unknown): Promise<void> {
    const { logFile, isHeadless, words, showErrorBox } = this.#options;
    await this.note(kind, error);
    if (isHeadless || this.#shown.has(kind)) return;
    this.#shown.add(kind);
    const { failure } = words();
    const { title, nextStep } = failure[kind];
    const detail = visibleText(shortened(messageOf(error), LONGEST_DETAIL));
    showErrorBox(title, [nextStep, failure.detail(detail), failure.logAt(logFile)].join('\n\n'));
  }

  /** Reports uncaught errors and unhandled rejections. Sigma keeps running, as Electron does. */
  watch(process: Pick<EventEmitter, 'on'>): void {
    for (const event of ['uncaughtException', 'unhandledRejection']) {
      process.on(event, (error: unknown) => {
        void this.tell('unexpected', error);
      });
    }
  }
}

function traceOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? messageOf(error)) : String(error);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
