import type { MessageRow, ServiceView } from '../../../common/view.ts';
import type { ExportFormat } from '../../../common/export.ts';
import { senderOf } from '../../../common/status-text.ts';
import { localAsUtc } from '../../time-words.ts';

/** How messages are written for other programs. What they say is whatever somebody posted: it is never trusted. */

/** What is written beside what the messages say. */
export interface Circumstances {
  /** What divides the items of a list, as the person has it set: spreadsheets go by it. */
  readonly listSeparator: string;
  /** The service that the messages are attributed to, where they are its own. */
  readonly service: Pick<ServiceView, 'name' | 'senders'>;
}

type Format = (rows: Iterable<MessageRow>, circumstances: Circumstances) => string;

export const FORMATS: Readonly<Record<ExportFormat, Format>> = {
  text: textLines,
  csv,
  'json-lines': jsonLines,
};

/** One line each: local time with its offset from UTC, sender with its process id, number where there is one, text. */
export function textLines(rows: Iterable<MessageRow>, { service }: Pick<Circumstances, 'service'>): string {
  return lines(rows, '\r\n', (row) => {
    const { at, arrivedAt, seq, pid, text } = row;
    const sender = `${senderName(row, service)}${pid === undefined ? '' : `[${String(pid)}]`}`;
    return [localTime(at ?? arrivedAt), sender, ...(seq === undefined ? [] : [String(seq)]), text].join('  ');
  });
}

const CSV_COLUMNS = [
  'id',
  'arrivedAt',
  'at',
  'seq',
  'sender',
  'processId',
  'malformed',
  'shortened',
  'text',
] as const;

/** What may divide cells. Others are somebody's own choice, and could be a part of any of them. */
const SEPARATORS: readonly string[] = [',', ';', '|'];

/**
 * RFC 4180, but for the separator: Excel divides by the list separator of the system. It could be told by a first line
 * `sep=,`, but then no longer heeds the byte-order mark, without which it takes UTF-8 for the system's old code page.
 */
function csv(rows: Iterable<MessageRow>, { listSeparator, service }: Circumstances): string {
  const separator = SEPARATORS.find((known) => known === listSeparator.trim()) ?? ',';
  const body = lines(rows, '\r\n', (row) => {
    const values = valuesOf(row, service);
    return CSV_COLUMNS.map((column) => csvCell(String(values[column] ?? ''))).join(separator);
  });
  return `\ufeff${CSV_COLUMNS.join(separator)}\r\n${body}`;
}

function jsonLines(rows: Iterable<MessageRow>, { service }: Circumstances): string {
  return lines(rows, '\n', (row) => JSON.stringify(valuesOf(row, service)));
}

/**
 * Where a cell begins, and with what, also in full width, one begins that a spreadsheet takes for a formula, which might
 * run something. Whoever opens the file with another separator than it has gets cells from the middle of a text as well.
 */
const FORMULA = /(^|[,;|\t\r\n])([ "']*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/g;
/** A cell that begins with one of these is a formula to some spreadsheets, whatever follows. */
const BLANK_BEGINNING = /^[\t\r\n]/;

/** An apostrophe in front of a formula makes it plain text: https://owasp.org/www-community/attacks/CSV_Injection */
export function csvCell(value: string): string {
  const harmless = value.replace(FORMULA, "$1$2'").replace(BLANK_BEGINNING, "'$&");
  return /[",;|\t\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

function valuesOf(row: MessageRow, service: Circumstances['service']) {
  const { id, arrivedAt, at, seq, pid, malformed, isShortened, text } = row;
  return {
    id,
    arrivedAt: isoTime(arrivedAt),
    at: at === undefined ? undefined : isoTime(at),
    seq,
    sender: senderName(row, service),
    /** What the message says of it. */
    processId: pid,
    malformed,
    /** Whether the text is the beginning alone, because the rest was not kept. */
    shortened: isShortened === true,
    text,
  };
}

function senderName(row: MessageRow, { name, senders }: Circumstances['service']): string {
  const sender = senderOf(row, senders);
  return sender === 'service' ? name : sender;
}

function isoTime(time: number): string {
  return new Date(time).toISOString();
}

/** As `yyyy-mm-dd hh:mm:ss.mmm+hh:mm`: in autumn an hour comes twice, and only the offset tells one from the other. */
function localTime(time: number): string {
  const ahead = -new Date(time).getTimezoneOffset();
  const local = isoTime(localAsUtc(time)).replace('T', ' ').replace('Z', '');
  const [hours, minutes] = [Math.floor(Math.abs(ahead) / 60), Math.abs(ahead) % 60];
  const digits = (value: number): string => String(value).padStart(2, '0');
  return `${local}${ahead < 0 ? '-' : '+'}${digits(hours)}:${digits(minutes)}`;
}

function lines(rows: Iterable<MessageRow>, end: string, write: (row: MessageRow) => string): string {
  const written: string[] = [];
  for (const row of rows) written.push(write(row), end);
  return written.join('');
}
