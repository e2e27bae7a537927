import type { MessageRow, ServiceView } from '../../../common/view.ts';
import type { ExportFormat } from '../../../common/export.ts';
import { senderOf } from '../../../common/status-text.ts';
import { localAsUtc } from '../../time-words.ts';

/**
 * The formats in which messages are written for other programs. Their content may come from anybody and is never
 * trusted.
 */

/** What is written in addition to the messages themselves. */
export interface Circumstances {
  /** The user's list separator, which spreadsheets use. */
  readonly listSeparator: string;
  /** The service whose own messages are marked with its name. */
  readonly service: Pick<ServiceView, 'name' | 'senders'>;
}

type Format = (rows: Iterable<MessageRow>, circumstances: Circumstances) => string;

export const FORMATS: Readonly<Record<ExportFormat, Format>> = {
  text: textLines,
  csv,
  'json-lines': jsonLines,
};

/** One line each: local time with its offset from UTC, sender with its process id, number if there is one, text. */
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

/** The separators that cells can have. Any other is the user's own choice, and could be part of a cell. */
const SEPARATORS: readonly string[] = [',', ';', '|'];

/**
 * RFC 4180, except for the separator: Excel uses the system's list separator. A first line `sep=,` would change that,
 * but then Excel ignores the byte-order mark, without which it takes UTF-8 for the system's old code page.
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
 * The beginning of a cell, and a first character, also in full width, at which a spreadsheet takes the cell for a
 * formula, which might run something. With another separator than the file's, cells begin in the middle of a text as
 * well.
 */
const FORMULA = /(^|[,;|\t\r\n])([ "']*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/g;
/** Some spreadsheets take a cell for a formula if it begins with one of these, whatever follows. */
const BLANK_BEGINNING = /^[\t\r\n]/;

/**
 * An apostrophe in front of a formula turns it into plain text: https://owasp.org/www-community/attacks/CSV_Injection
 */
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
    /** The process id that the message claims. */
    processId: pid,
    malformed,
    /** Whether the text is only the beginning, because the rest was not kept. */
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

/** As `yyyy-mm-dd hh:mm:ss.mmm+hh:mm`: in autumn one hour occurs twice, and only the offset tells which it is. */
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
