/** The most that is passed to one call of WriteConsoleW, in UTF-16 units: older systems accept no more than 64 KiB. */
const CHUNK_UNITS = 8_192;

/**
 * @returns the text for a console, in pieces that split no character. Each line ends in CR and LF: whether LF alone
 *   returns to the first column is a setting that all programs of a console share
 */
export function consoleChunks(text: string): string[] {
  const chunks: string[] = [];
  let rest = text.replaceAll(/\r?\n/g, '\r\n');
  while (rest.length > 0) {
    const end = isHighSurrogate(rest.charCodeAt(CHUNK_UNITS - 1)) ? CHUNK_UNITS - 1 : CHUNK_UNITS;
    chunks.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return chunks;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}
