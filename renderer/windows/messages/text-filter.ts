import type { MessageRow } from '../../../common/view.ts';
import { indexOfId, LongList } from '../../state/long-list.ts';

/** The longest text that can be searched for, in UTF-16 units. */
export const FILTER_LIMIT = 200;

/** A part of a text, and whether it matches the search. */
export interface TextPart {
  readonly text: string;
  readonly isMatch: boolean;
}

/**
 * @returns a pattern that finds `query` literally, in any case of letters, with combined or separate accents, because
 *   the user can't see which they have typed. Undefined for an empty text
 */
export function textPattern(query: string): RegExp | undefined {
  if (query === '') return undefined;
  const spellings = new Set([query, query.normalize('NFC'), query.normalize('NFD')]);
  const literals = [...spellings].map((spelling) =>
    spelling.toWellFormed().replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`),
  );
  return new RegExp(literals.join('|'), 'iu');
}

/** @returns the parts of `text` in order; together they are the text */
export function textParts(text: string, pattern: RegExp | undefined): readonly TextPart[] {
  if (pattern === undefined) return [{ text, isMatch: false }];
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(new RegExp(pattern, 'giu'))) {
    parts.push({ text: text.slice(end, match.index), isMatch: false }, { text: match[0], isMatch: true });
    end = match.index + match[0].length;
  }
  parts.push({ text: text.slice(end), isMatch: false });
  return parts.filter((part) => part.text !== '');
}

/** The messages that pass a filter, and how far it has come. */
export interface Filtered {
  /** Undefined lets everything through. */
  readonly pattern: RegExp | undefined;
  readonly rows: LongList<MessageRow>;
  /** The id of the last message that was examined. */
  readonly seen: number;
}

export function filterAll(source: LongList<MessageRow>, pattern: RegExp | undefined): Filtered {
  return followSource({ pattern, rows: LongList.of<MessageRow>(), seen: 0 }, source);
}

/**
 * Examines what is new in `source`, and drops what is gone from it. A message with a known id is not examined again.
 */
export function followSource({ pattern, rows, seen }: Filtered, source: LongList<MessageRow>): Filtered {
  const last = source.last?.id ?? seen;
  if (pattern === undefined) return { pattern, rows: source, seen: last };
  const fresh: MessageRow[] = [];
  for (const row of source.items(indexOfId(source, seen + 1))) if (pattern.test(row.text)) fresh.push(row);
  const kept = source.first === undefined ? rows : rows.withoutFirst(indexOfId(rows, source.first.id));
  return { pattern, rows: kept.append(fresh), seen: last };
}
