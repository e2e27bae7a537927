/** The longest text that a row or the status bar shows, in UTF-16 units; an ellipsis stands for the rest. */
export const DISPLAY_LIMIT = 1000;

/**
 * Makes untrusted text short and safe to show on one line: see visibleText(). For everything that others may have
 * written: messages, and names, paths and descriptions from the registry and the SCM.
 */
export function displayText(text: string): string {
  return visibleText(shortened(text, DISPLAY_LIMIT));
}

/**
 * Shows everything in a text: control characters become visible symbols, and characters that reorder or hide text
 * (bidirectional controls, zero-width and other format characters, line and paragraph separators) become U+FFFD.
 * Ordinary text is unchanged.
 * See Unicode Technical Report 36, "Bidirectional Text Spoofing".
 */
export function visibleText(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\u0000-\u001f]/g, (control) => String.fromCharCode(0x2400 + control.charCodeAt(0)))
    .replace(/\u007f/g, '\u2421')
    .replace(HIDDEN, (hidden) => (JOINERS.has(hidden) ? hidden : '\ufffd'));
}

const HIDDEN = /[\u0080-\u009f\p{Cf}\u2028\u2029]/gu;

/**
 * @returns JSON that parses to exactly the value, in which characters that would hide or reorder text are written as
 *   `\u202e`, because it may be read on a console
 */
export function visibleJson(value: unknown): string {
  return JSON.stringify(value).replace(HIDDEN, (hidden) =>
    // A character of two UTF-16 units becomes two escapes.
    Array.from({ length: hidden.length }, (_, index) => escaped(hidden.charCodeAt(index))).join(''),
  );
}

function escaped(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}

/** Format characters that emoji and some scripts need; they reorder nothing. */
const JOINERS = new Set(['\u200c', '\u200d']);

/** @returns the text, or its beginning followed by an ellipsis; `limit` is in UTF-16 units */
export function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text;
  // A surrogate pair that the limit would split is left out as a whole.
  return `${text.slice(0, limit).replace(/[\ud800-\udbff]$/, '')}…`;
}
