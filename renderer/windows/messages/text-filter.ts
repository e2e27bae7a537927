/** The longest text that can be looked for, in UTF-16 units. */
export const FILTER_LIMIT = 200;

/** A part of a text, and whether it is what was looked for. */
export interface TextPart {
  readonly text: string;
  readonly isMatch: boolean;
}

/**
 * @returns a pattern that finds `query` as it stands, in any case of letters, and with letters and their marks in one
 *   character or in two: a person cannot see which he has typed. Undefined for an empty one
 */
export function textPattern(query: string): RegExp | undefined {
  if (query === '') return undefined;
  const spellings = new Set([query, query.normalize('NFC'), query.normalize('NFD')]);
  const literals = [...spellings].map((spelling) =>
    spelling.toWellFormed().replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`),
  );
  return new RegExp(literals.join('|'), 'iu');
}

/** @returns the parts of `text` in their order; together they are the text */
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
