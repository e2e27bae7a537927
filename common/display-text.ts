/** The longest text a row or the status bar shows; the rest stands behind an ellipsis. In UTF-16 units. */
export const DISPLAY_LIMIT = 1000;

/**
 * Makes untrusted text safe to put on one line: control characters become their visible pictures, so that
 * nothing is hidden, and characters that reorder or hide text (bidirectional controls, zero-width and
 * other format characters, line and paragraph separators) become U+FFFD. Ordinary text is unchanged.
 * See Unicode Technical Report 36, "Bidirectional Text Spoofing".
 */
export function displayText(text: string): string {
  return shortened(text, DISPLAY_LIMIT)
    .toWellFormed()
    .replace(/[\u0000-\u001f]/g, (control) => String.fromCharCode(0x2400 + control.charCodeAt(0)))
    .replace(/\u007f/g, '\u2421')
    .replace(/[\u0080-\u009f\p{Cf}\u2028\u2029]/gu, (hidden) => (JOINERS.has(hidden) ? hidden : '\ufffd'));
}

/** Format characters without which emoji and some scripts cannot be written; they reorder nothing. */
const JOINERS = new Set(['\u200c', '\u200d']);

/** @returns the text, or its beginning and an ellipsis behind it; `limit` is in UTF-16 units */
export function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text;
  // A character of two units that the limit would divide is left out whole.
  return `${text.slice(0, limit).replace(/[\ud800-\udbff]$/, '')}…`;
}
