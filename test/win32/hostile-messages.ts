import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes of mailslot messages that no well-behaved program posts, by what is wrong with them. */
export const HOSTILE_MESSAGES: Readonly<Record<string, Uint8Array>> = {
  empty: new Uint8Array(0),
  'one byte': Uint8Array.of(0x41),
  'odd length': Uint8Array.of(0x41, 0, 0x42),
  'without NUL': utf16('without NUL'),
  'several NULs': utf16('first\0second\0\0'),
  'only NULs': new Uint8Array(64),
  'lone surrogates': utf16('\ud800 high, low \udc00'),
  'control characters': utf16('\u0000\u0001\u0007\u0008\u001b[2J\r\n\t\u007f\u009b'),
  'bidirectional overrides': utf16('gpj.\u202eexe.safe\u202c \u2066hidden\u2069'),
  markup: utf16('<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>'),
  'false pairs': utf16('Trust me | seq=999999999999999999999 at=never state=running pid=-1 up=1 mem=1'),
  'prototype names': utf16('x | __proto__=1 constructor=2 seq=1'),
  '64 KiB': utf16('A'.repeat(32_768)),
};

/** @returns the paths of files with the messages' bytes, in order, for the raw-poster peer */
export function writeHostileMessages(folder: string): string[] {
  return Object.values(HOSTILE_MESSAGES).map((bytes, index) => {
    const file = join(folder, `${String(index)}.bin`);
    writeFileSync(file, bytes);
    return file;
  });
}

function utf16(text: string): Uint8Array {
  return Buffer.from(text, 'utf16le');
}
