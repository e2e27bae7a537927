import type { ComputerView, ErrorReport, MailslotView, ServiceView } from '../common/view.ts';
import type { Words } from '../common/languages/words.ts';
import type { Reason, Task } from '../common/operations.ts';
import { errorExplanation, errorNextStep } from '../common/error-words.ts';
import { exitCodeText, refusalText } from '../common/status-text.ts';
import { codeText } from '../common/win32-codes.ts';
import { clockTime } from './time-words.ts';

/** What the window says about what it shows, in the words of a language. */

/** @returns the tool tip of the status bar's service part: what the SCM knows beyond the state */
export function serviceDetail(words: Words, service: ServiceView): string {
  const { displayName, health, healthSince, scm } = service;
  const sentence = `${words.health.sentences[health](displayName)} ${words.health.since(clockTime(healthSince))}`;
  if (scm.kind === 'unavailable') return `${sentence} ${errorExplanation(words, scm.error)}`;
  if (scm.kind !== 'present') return sentence;
  const { processId, win32ExitCode } = scm.status;
  if (health === 'refused') return `${sentence} ${refusalText(words, scm)}`;
  if (processId !== undefined) return `${sentence} ${words.health.process(processId)}`;
  return win32ExitCode === 0 ? sentence : `${sentence} ${exitCodeText(words, scm.status)}`;
}

export function mailslotDetail(words: Words, mailslot: MailslotView): string {
  const word = `${words.mailslot.words[mailslot.kind]}.`;
  if (!('error' in mailslot)) return word;
  return `${word} ${errorExplanation(words, mailslot.error)} ${errorNextStep(words, mailslot.error)}`;
}

export function hostDetail(
  words: Words,
  { computerName, system, build, processors }: ComputerView['host'],
): string {
  return words.host.detail(computerName, system, build, processors);
}

/** @returns what an empty list of messages is waiting for, and the step that leads there */
export function emptyListHint(
  { messages: { hints } }: Words,
  mailslot: MailslotView['kind'] | undefined,
  { displayName, health }: Pick<ServiceView, 'displayName' | 'health'>,
): string {
  if (mailslot === undefined) return hints.waiting;
  if (mailslot === 'taken' || mailslot === 'failed') return hints['no-mailslot'];
  if (health === 'not-installed') return hints['not-installed'](displayName);
  if (health === 'stopped' || health === 'failed') return hints.stopped(displayName);
  return hints.running(displayName);
}

/** Why the list does not contain all messages. */
interface ListGaps {
  /** Undefined without a filter. */
  readonly matches: { readonly shown: number; readonly all: number } | undefined;
  /** Undefined unless the list is paused. */
  readonly heldBack: number | undefined;
  readonly forgotten: number;
  readonly dropped: number;
  readonly malformed: number;
}

/** @returns what the list of messages leaves out or marks; undefined if there is nothing to say */
export function listNote({ messages: { notes } }: Words, locale: string, gaps: ListGaps): string | undefined {
  const { matches, heldBack } = gaps;
  const number = (value: number) => value.toLocaleString(locale);
  const said = [
    ...(heldBack === undefined ? [] : [notes.paused(number(heldBack))]),
    ...(matches === undefined ? [] : [notes.matches(number(matches.shown), number(matches.all))]),
    ...(['forgotten', 'dropped', 'malformed'] as const).flatMap((kind) =>
      gaps[kind] > 0 ? [notes[kind](number(gaps[kind]))] : [],
    ),
  ];
  return said.length === 0 ? undefined : said.join(', ');
}

/**
 * @returns what Sigma is doing, and what Windows is still doing though the user stopped waiting; undefined if neither
 */
export function busyText(
  { requests }: Words,
  busy: Task | undefined,
  left: Task | undefined,
): string | undefined {
  if (busy === undefined) return left && requests.left.stillUnderWay(requests.busy[left]);
  const text = requests.busy[busy];
  return left === undefined ? text : requests.left.waitsFor(text, requests.busy[left]);
}

/** @returns why a request does not apply now */
export function reasonText(words: Words, reason: Reason): string {
  return typeof reason === 'string' ? words.requests.reasons[reason] : errorExplanation(words, reason);
}

/**
 * @param nextStep what to do, if that is clearer than what the code alone suggests
 * @returns an error as lines of plain text, to be pasted into a report
 */
export function errorText(
  words: Words,
  title: string,
  error: ErrorReport,
  nextStep = errorNextStep(words, error),
): string {
  const facts = `${codeText(error.code)}, ${error.api}`;
  return [title, errorExplanation(words, error), nextStep, facts].join('\n');
}
