import koffi from './koffi.ts';

/** Texts one after the other in UTF-16, each with a NUL, and one NUL after the last: as REG_MULTI_SZ. */
export function encodeMultiText(texts: readonly string[]): Uint8Array {
  return Buffer.from([...texts, ''].map((text) => `${text}\0`).join(''), 'utf16le');
}

/** @param address where the first text begins; null for no texts */
export function decodeMultiText(address: bigint | null): string[] {
  const texts: string[] = [];
  if (address === null) return texts;
  let next = address;
  for (;;) {
    const text = koffi.decode.string16(next);
    if (text === '') return texts;
    texts.push(text);
    next += BigInt((text.length + 1) * 2);
  }
}
