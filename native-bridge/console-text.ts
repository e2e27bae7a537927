/** How much one call of WriteConsoleW is given at most, in UTF-16 units: older systems take no more than 64 KiB. */
const CHUNK_UNITS = 8_192;

/**
 * @returns the text as a console takes it, in pieces that cut no character in two. Each line ends in CR and LF: whether LF
 *   alone goes back to the first column is a setting that all programs of a console share
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
