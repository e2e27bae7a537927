/** The text of a message's bytes, which may come from anybody. */
export interface MessageText {
  /** Without NULs and lone surrogates. */
  readonly text: string;
  /** Whether the bytes follow the protocol: UTF-16LE, and only NULs after the first NUL. */
  readonly isWellFormed: boolean;
}

/**
 * Node and browsers provide it; the language itself does not: https://encoding.spec.whatwg.org/#interface-textdecoder
 */
declare class TextDecoder {
  constructor(label: 'utf-8', options: { readonly fatal: boolean; readonly ignoreBOM: boolean });
  decode(bytes: Uint8Array): string;
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The share of printable Latin bytes, in percent, from which text counts as single-byte text. */
const LATIN_SHARE = 50;

/**
 * Reads the bytes of one message, of any length, valid or not. The protocol's text is UTF-16LE with one terminating
 * NUL. Programs that post as `char` or UTF-8 are read as what they wrote, and bytes of an unknown code page are shown
 * as `\xFC`. Never throws.
 */
export function messageText(bytes: Uint8Array): MessageText {
  return withMark(bytes) ?? ofSingleBytes(bytes) ?? ofUtf16(bytes);
}

/** A byte-order mark tells the encoding; the protocol uses none. */
function withMark(bytes: Uint8Array): MessageText | undefined {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return { ...ofUtf16(bytes.subarray(2)), isWellFormed: false };
  if (first === 0xfe && second === 0xff)
    return { ...ofUtf16(swapped(bytes.subarray(2))), isWellFormed: false };
  if (first !== 0xef || second !== 0xbb || third !== 0xbf) return undefined;
  const content = upToNul(bytes.subarray(3));
  return { text: utf8Text(content) ?? markedText(content), isWellFormed: false };
}

/**
 * UTF-16 of European text has a zero in every other byte, and single-byte text has none before its end. What remains is
 * East Asian text in UTF-16: it ends in two zeros at an even position, is hardly ever valid UTF-8, and less than half
 * of its bytes are lower-case letters and spaces.
 */
function ofSingleBytes(bytes: Uint8Array): MessageText | undefined {
  const content = upToNul(bytes);
  const zeros = bytes.length - content.length;
  // One byte followed by a zero is a letter in UTF-16 as well.
  if (content.length < 2 || !isAllZero(bytes.subarray(content.length)) || hasControls(content))
    return undefined;
  const endsAsUtf16 = bytes.length % 2 === 0 && zeros - (content.length % 2) >= 2;
  const text = utf8Text(content);
  const isAscii = text?.length === content.length;
  const isUtf8 = text !== undefined && (!isAscii || !endsAsUtf16 || isLatin(content));
  if (isUtf8) return { text, isWellFormed: false };
  if (text === undefined && !endsAsUtf16 && isLatin(content)) {
    return { text: markedText(content), isWellFormed: false };
  }
  return undefined;
}

/** The text ends at the first NUL, a final odd byte is left out, and lone surrogates become U+FFFD. */
function ofUtf16(bytes: Uint8Array): MessageText {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const units = Math.floor(bytes.byteLength / 2);
  let end = 0;
  while (end < units && view.getUint16(end * 2, true) !== 0) end += 1;
  let raw = '';
  for (let index = 0; index < end; index += 1) raw += String.fromCharCode(view.getUint16(index * 2, true));
  const text = raw.toWellFormed();
  const isWhole = bytes.byteLength % 2 === 0 && isAllZero(bytes.subarray(end * 2));
  return { text, isWellFormed: isWhole && text === raw };
}

function upToNul(bytes: Uint8Array): Uint8Array {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
}

// Messages may come by the thousand: the loops below are ten times as fast as array methods.

function isAllZero(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte !== 0) return false;
  return true;
}

/** Tab, line feed and carriage return do not count. */
function hasControls(bytes: Uint8Array): boolean {
  for (const byte of bytes) {
    if (byte === 0x7f || (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d)) return true;
  }
  return false;
}

function isLatin(bytes: Uint8Array): boolean {
  let letters = 0;
  for (const byte of bytes) if (byte === 0x20 || (byte >= 0x61 && byte <= 0x7a)) letters += 1;
  return 100 * letters >= LATIN_SHARE * bytes.length;
}

/** @returns undefined if the bytes are not valid UTF-8 */
function utf8Text(bytes: Uint8Array): string | undefined {
  try {
    return UTF8.decode(bytes);
  } catch {
    return undefined;
  }
}

function markedText(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) =>
    byte < 0x80 ? String.fromCharCode(byte) : `\\x${hexadecimal(byte)}`,
  ).join('');
}

function hexadecimal(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, '0');
}

function swapped(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte, index) => bytes[index ^ 1] ?? byte);
}
