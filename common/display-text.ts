/** The longest text a row or the status bar shows; the rest stands behind an ellipsis. In UTF-16 units. */
export const DISPLAY_LIMIT = 1000;

/**
 * Makes untrusted text safe to put on one line, and short: see visibleText(). For whatever is shown of what others may have
 * written: messages, and names, paths and descriptions from the registry and the SCM.
 */
export function displayText(text: string): string {
  return visibleText(shortened(text, DISPLAY_LIMIT));
}

/**
 * Shows all that is in a text: control characters become their visible pictures, so that nothing is hidden, and
 * characters that reorder or hide text (bidirectional controls, zero-width and other format characters, line and
 * paragraph separators) become U+FFFD. Ordinary text is unchanged.
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
 * @returns JSON that gives back exactly the value, in which what would hide or reorder text is written as `\u202e`: it
 *   may be read on a console
 */
export function visibleJson(value: unknown): string {
  return JSON.stringify(value).replace(HIDDEN, (hidden) =>
    // One of two UTF-16 units is written as both.
    Array.from({ length: hidden.length }, (_, index) => escaped(hidden.charCodeAt(index))).join(''),
  );
}

function escaped(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}

/** Format characters without which emoji and some scripts cannot be written; they reorder nothing. */
const JOINERS = new Set(['\u200c', '\u200d']);

/** @returns the text, or its beginning and an ellipsis behind it; `limit` is in UTF-16 units */
export function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text;
  // A character of two units that the limit would divide is left out whole.
  return `${text.slice(0, limit).replace(/[\ud800-\udbff]$/, '')}…`;
}
