import { messageText } from './message-bytes.ts';
import { SERVICE_STATES, type ServiceState } from './service-status.ts';

/**
 * The status message: a sentence that any client of the article's protocol can show as it is, then ` | ` and
 * `key=value` pairs separated by single spaces. On the wire it is UTF-16LE with one terminating NUL. Everything decoded
 * here is untrusted.
 */

const SEPARATOR = ' | ';

/** The pairs in a status message from Sigma's own service. */
export interface StatusPairs {
  /** Counts posts from 1, and again from 1 after each start of the service. */
  readonly seq: number;
  /** When the status was taken, not when it arrived, in milliseconds since 1970 (ISO 8601 on the wire). */
  readonly at: number;
  readonly state: ServiceState;
  readonly pid: number;
  /** Seconds since the service's process started. */
  readonly up: number;
  /** Resident memory in bytes. */
  readonly mem: number;
  /** How often the service posts, in milliseconds; undefined if the message does not say. */
  readonly every?: number;
  /** How many messages the service has dropped since it started, because no client took them. */
  readonly lost?: number;
}

export interface StatusMessage {
  /** The sentence, or the whole text if no valid pairs follow. Raw: see displayText(). */
  readonly text: string;
  /** Undefined for a text from any other program, or if a pair is missing or out of range. */
  readonly pairs: StatusPairs | undefined;
}

/** One decoded message, and what its bytes were apart from the text. */
export interface DecodedMessage extends StatusMessage {
  /**
   * True for anything but UTF-16LE, for an odd length, lone surrogates, or text after the first NUL. Shown all the
   * same, and counted.
   */
  readonly malformed: boolean;
}

const SENTENCES: Readonly<Record<ServiceState, string>> = {
  stopped: 'has stopped',
  'start-pending': 'is starting',
  'stop-pending': 'is stopping',
  running: 'is running',
  'continue-pending': 'is resuming',
  'pause-pending': 'is pausing',
  paused: 'is paused',
};

/** @returns the sentence for a state, for example "Sigma Support Service is running, up 1:02:03" */
export function statusSentence(displayName: string, state: ServiceState, upSeconds: number): string {
  const whole = Math.max(0, Math.floor(upSeconds));
  const minutes = String(Math.floor(whole / 60) % 60).padStart(2, '0');
  const seconds = String(whole % 60).padStart(2, '0');
  return `${displayName} ${SENTENCES[state]}, up ${String(Math.floor(whole / 3600))}:${minutes}:${seconds}`;
}

/** @returns the message's text without the terminating NUL */
export function formatStatusMessage(text: string, pairs: StatusPairs): string {
  const { seq, at, state, pid, up, mem, every, lost } = pairs;
  const values = { seq, at: new Date(at).toISOString(), state, pid, up, mem, every, lost };
  return (
    text +
    SEPARATOR +
    Object.entries(values)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => `${key}=${String(value)}`)
      .join(' ')
  );
}

/** Reads the text of a message. Never throws: text in another form is plain text. */
export function parseStatusMessage(text: string): StatusMessage {
  const separatorAt = text.lastIndexOf(SEPARATOR);
  const pairs = separatorAt < 0 ? undefined : parsePairs(text.slice(separatorAt + SEPARATOR.length));
  return pairs === undefined ? { text, pairs } : { text: text.slice(0, separatorAt), pairs };
}

function parsePairs(tail: string): StatusPairs | undefined {
  const values = new Map<string, string>();
  for (const pair of tail.split(' ')) {
    const equalsAt = pair.indexOf('=');
    const key = pair.slice(0, Math.max(0, equalsAt));
    if (key === '' || values.has(key)) return undefined;
    values.set(key, pair.slice(equalsAt + 1));
  }
  const seq = wholeNumber(values.get('seq'));
  const at = isoTime(values.get('at'));
  const state = SERVICE_STATES.find((known) => known === values.get('state'));
  const pid = wholeNumber(values.get('pid'));
  const up = wholeNumber(values.get('up'));
  const mem = wholeNumber(values.get('mem'));
  if (seq === undefined || at === undefined || state === undefined) return undefined;
  if (pid === undefined || up === undefined || mem === undefined) return undefined;
  const every = wholeNumber(values.get('every'));
  const lost = wholeNumber(values.get('lost'));
  return {
    ...{ seq, at, state, pid, up, mem },
    ...(every === undefined ? {} : { every }),
    ...(lost === undefined ? {} : { lost }),
  };
}

function wholeNumber(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d{1,15}$/.test(text)) return undefined;
  return Number(text);
}

function isoTime(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/.test(text)) return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}

/**
 * @returns UTF-16LE with one terminating NUL, as the article's clients expect. Its length is in bytes: the article's
 *   own author corrected PostToMailSlot() in this way
 * @throws RangeError if the text contains a NUL, at which every reader would cut it off
 */
export function encodeMessage(text: string): Uint8Array<ArrayBuffer> {
  if (text.includes('\0')) throw new RangeError('A mailslot message cannot contain a NUL character');
  const bytes = new Uint8Array((text.length + 1) * 2);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < text.length; index += 1)
    view.setUint16(index * 2, text.charCodeAt(index), true);
  return bytes;
}

/** Reads the bytes of one mailslot message, whatever they are: see messageText(). Never throws. */
export function decodeMessage(bytes: Uint8Array): DecodedMessage {
  const { text, isWellFormed } = messageText(bytes);
  return { ...parseStatusMessage(text), malformed: !isWellFormed };
}
