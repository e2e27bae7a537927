import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { withPageAlignment } from '../../build/page-alignment.ts';
import { directoryEntry, headersOf } from '../../build/portable-executable.ts';

const HEADER = 0x80;
const OPTIONAL_HEADER = HEADER + 24;
const OPTIONAL_HEADER_BYTES = 240;
const SECTIONS = OPTIONAL_HEADER + OPTIONAL_HEADER_BYTES;
const DEBUG_ENTRY = OPTIONAL_HEADER + 112 + 6 * 8;

/** Sections as linkers lay them out: one right behind the other in the file, a page each at least in memory. */
const LAYOUT = [
  { address: 0x1000, fileOffset: 0x400, fileBytes: 0x1200, fill: 0xc1 },
  { address: 0x3000, fileOffset: 0x1600, fileBytes: 0x600, fill: 0xc2 },
  // Memory that begins as zeros has nothing in the file.
  { address: 0x4000, fileOffset: 0, fileBytes: 0, fill: 0 },
  { address: 0x5000, fileOffset: 0x1c00, fileBytes: 0x200, fill: 0xc4 },
];
const FILE_BYTES = 0x1e00;
/** A debug entry in the second section, whose data lies in the last one. */
const DEBUG = { address: 0x3010, fileOffset: 0x1610, pointer: 0x1c08 };

function executable(): Buffer {
  const image = Buffer.alloc(FILE_BYTES);
  image.writeUInt32LE(HEADER, 0x3c);
  image.write('PE\0\0', HEADER, 'latin1');
  image.writeUInt16LE(LAYOUT.length, HEADER + 6);
  image.writeUInt16LE(OPTIONAL_HEADER_BYTES, HEADER + 20);
  image.writeUInt16LE(0x20b, OPTIONAL_HEADER);
  for (const [index, { address, fileOffset, fileBytes, fill }] of LAYOUT.entries()) {
    const header = SECTIONS + index * 40;
    image.writeUInt32LE(address, header + 12);
    image.writeUInt32LE(fileBytes, header + 16);
    image.writeUInt32LE(fileOffset, header + 20);
    image.fill(fill, fileOffset, fileOffset + fileBytes);
  }
  image.writeUInt32LE(DEBUG.address, DEBUG_ENTRY);
  image.writeUInt32LE(28, DEBUG_ENTRY + 4);
  image.writeUInt32LE(DEBUG.pointer, DEBUG.fileOffset + 24);
  return image;
}

/** What a process has in its memory, without the headers. */
function inMemory(image: Buffer): Buffer {
  const memory = Buffer.alloc(0x8000);
  for (const { address, fileOffset, fileBytes } of headersOf(image).sections)
    image.copy(memory, address, fileOffset, fileOffset + fileBytes);
  return memory;
}

describe('withPageAlignment', () => {
  test('begins each section at a page of the file', () => {
    const aligned = withPageAlignment(executable());
    const { sections } = headersOf(aligned);
    assert.deepEqual(
      sections.map(({ fileOffset }) => fileOffset),
      [0x1000, 0x3000, 0, 0x4000],
    );
    for (const { fileOffset, fileBytes } of sections) {
      assert.equal(fileOffset % 0x1000, 0);
      assert.equal(fileBytes % 0x1000, 0);
      assert.ok(fileOffset + fileBytes <= aligned.length);
    }
  });

  test('leaves what a process gets in its memory as it is, but for the debug entry', () => {
    const before = inMemory(executable());
    const after = inMemory(withPageAlignment(executable()));
    after.writeUInt32LE(DEBUG.pointer, DEBUG.address + 24);
    assert.deepEqual(after, before);
  });

  test('has the debug entry point at the same data', () => {
    const aligned = withPageAlignment(executable());
    assert.equal(aligned.readUInt32LE(directoryEntry(headersOf(aligned), 6)), DEBUG.address);
    // The second section is where it is in memory, the last one a page sooner.
    assert.equal(aligned.readUInt32LE(DEBUG.address + 24), 0x4008);
  });

  test('can be done again, and changes nothing then', () => {
    const aligned = withPageAlignment(executable());
    assert.deepEqual(withPageAlignment(aligned), aligned);
  });

  test('refuses what it would lose', () => {
    const behind = Buffer.concat([executable(), Buffer.alloc(8)]);
    assert.throws(() => withPageAlignment(behind), /follows the sections/);
    assert.throws(() => withPageAlignment(Buffer.alloc(0x400)), /not a 64-bit Windows executable/);
  });
});
