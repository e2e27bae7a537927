import type { ExportFormat } from '../../common/export.ts';
import type { MessageRow } from '../../common/ipc.ts';

/** How messages are written for other programs. What they say is whatever somebody posted: it is never trusted. */

type Format = (rows: Iterable<MessageRow>) => string;

export const FORMATS: Readonly<Record<ExportFormat, Format>> = {
  text: textLines,
  csv,
  'json-lines': jsonLines,
};

/** One line each: local time, number where there is one, text. */
export function textLines(rows: Iterable<MessageRow>): string {
  return lines(rows, '\r\n', (row) => {
    const number = row.seq === undefined ? '' : `${String(row.seq)}  `;
    return `${localTime(row.at ?? row.arrivedAt)}  ${number}${row.text}`;
  });
}

const CSV_COLUMNS = ['id', 'arrivedAt', 'at', 'seq', 'malformed', 'text'] as const;

/** RFC 4180, with a byte order mark: without it Excel takes UTF-8 for the system's old code page. */
function csv(rows: Iterable<MessageRow>): string {
  const body = lines(rows, '\r\n', (row) => {
    const values = valuesOf(row);
    return CSV_COLUMNS.map((column) => csvCell(String(values[column] ?? ''))).join(',');
  });
  return `\ufeff${CSV_COLUMNS.join(',')}\r\n${body}`;
}

function jsonLines(rows: Iterable<MessageRow>): string {
  return lines(rows, '\n', (row) => JSON.stringify(valuesOf(row)));
}

/** With these, also in full width, a cell begins that a spreadsheet takes for a formula, and that might run something. */
const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/** An apostrophe in front of a formula makes it plain text: https://owasp.org/www-community/attacks/CSV_Injection */
export function csvCell(value: string): string {
  const harmless = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

function valuesOf({ id, arrivedAt, at, seq, malformed, text }: MessageRow) {
  return {
    id,
    arrivedAt: isoTime(arrivedAt),
    at: at === undefined ? undefined : isoTime(at),
    seq,
    malformed,
    text,
  };
}

function isoTime(time: number): string {
  return new Date(time).toISOString();
}

/** As `yyyy-mm-dd hh:mm:ss.mmm`, which sorts. */
function localTime(time: number): string {
  const offset = new Date(time).getTimezoneOffset() * 60_000;
  return new Date(time - offset).toISOString().replace('T', ' ').replace('Z', '');
}

function lines(rows: Iterable<MessageRow>, end: string, write: (row: MessageRow) => string): string {
  const written: string[] = [];
  for (const row of rows) written.push(write(row), end);
  return written.join('');
}
