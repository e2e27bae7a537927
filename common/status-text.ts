import type { MessageRow, ScmView, ServiceView } from './view.ts';
import { codeText, ERROR_ACCESS_DENIED } from './win32-codes.ts';
import { codeExplanation, codeNextStep } from './error-words.ts';
import type { Words } from './languages/words.ts';
import type { StartType, StartupType } from './service-configuration.ts';

/** What the status bar and the tray icon say about the service, in the words of a language. */

/**
 * @returns the latest message, with its origin unless it is the service's own; or the service's health, if that has
 *   changed since the message arrived. The words of a running service are always better than ours, but the last words of
 *   one that stopped with an error may arrive late and say less than the error
 */
export function statusText(words: Words, service: ServiceView): string {
  const { latest, health, healthAfterMessage, senders } = service;
  const isNewest = latest !== undefined && (health === 'healthy' || latest.id > healthAfterMessage);
  if (isNewest && isFromOther(latest, senders)) return words.messages.ofAnother(messageText(words, latest));
  return isNewest && health !== 'failed' ? messageText(words, latest) : healthSentence(words, service);
}

/** @returns the startup type in Windows' own words */
export function startupTypeText(
  { service: { startTypes } }: Words,
  startupType: StartType | StartupType,
): string {
  return startupType === 'delayed-auto' ? startTypes.delayed : startTypes[startupType];
}

/** @returns the message as it is, or a text that stands for an empty one */
export function messageText(words: Words, { text }: MessageRow): string {
  if (text === '') return words.messages.empty;
  return isBlank(text) ? words.messages.blank : text;
}

/** White space, characters that no font shows, and the Braille pattern without dots. */
const BLANK = /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\u2800]*$/u;

/** @returns whether nothing in the text is visible */
export function isBlank(text: string): boolean {
  return BLANK.test(text);
}

/**
 * @returns whether the message is certainly not from the service: the service's messages have pairs and name a process
 *   that the SCM names too. A forged message is not detected
 */
export function isFromOther(message: MessageRow, senders: ServiceView['senders']): boolean {
  if (message.pid === undefined) return true;
  return message.id <= senders.judgedUpTo && !senders.processIds.includes(message.pid);
}

/**
 * @returns the sender of a message; `unknown` if it has the service's form, but the SCM has not named its process yet
 */
export function senderOf(
  message: MessageRow,
  senders: ServiceView['senders'],
): 'service' | 'other' | 'unknown' {
  if (isFromOther(message, senders)) return 'other';
  return message.pid !== undefined && senders.processIds.includes(message.pid) ? 'service' : 'unknown';
}

/** @returns how the service is, and the reason if it stopped with an error or may not post */
function healthSentence(words: Words, { displayName, health, scm }: ServiceView): string {
  const sentence = words.health.sentences[health](displayName);
  if (scm.kind !== 'present') return sentence;
  if (health === 'refused') return `${sentence} ${refusalText(words, scm)}`;
  return health === 'failed' ? `${sentence} ${exitCodeText(words, scm.status)}` : sentence;
}

/**
 * @returns why a running service may not post, with the code, and what to do; empty if it is not known to be running
 */
export function refusalText(words: Words, scm: ScmView): string {
  if (scm.kind !== 'present') return '';
  const { win32ExitCode: code } = scm.status;
  const [cause, nextStep] = refusalWords(words, code);
  return `${cause} ${codeText(code)}. ${nextStep}`;
}

function refusalWords(words: Words, code: number): readonly [string, string] {
  if (code === ERROR_ACCESS_DENIED) return words.health.postDenied;
  return [codeExplanation(words, code), codeNextStep(words, code)];
}

type ServiceExit = Pick<
  Extract<ScmView, { kind: 'present' }>['status'],
  'win32ExitCode' | 'serviceSpecificExitCode'
>;

/** @returns what an exit code means, with its name, and the service-specific code if there is one */
export function exitCodeText(words: Words, { win32ExitCode, serviceSpecificExitCode }: ServiceExit): string {
  const text = `${codeExplanation(words, win32ExitCode)} ${codeText(win32ExitCode)}`;
  if (serviceSpecificExitCode === undefined) return text;
  return `${text}. ${words.health.serviceSpecificError(serviceSpecificExitCode)}`;
}
