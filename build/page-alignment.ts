import { directoryEntry, headersOf, type Headers, type Section } from './portable-executable.ts';

/** Offsets and sizes in the Portable Executable format, in bytes; the rest of it is in portable-executable.ts. */
const FILE_ALIGNMENT = 36;
const SIZE_OF_HEADERS = 60;
const SIZE_OF_RAW_DATA = 16;
const POINTER_TO_RAW_DATA = 20;
const DEBUG_DIRECTORY = 6;
const DEBUG_ENTRY_BYTES = 28;
const DEBUG_POINTER_TO_RAW_DATA = 24;

/** A page on x64, and the least that a section is aligned to in memory. */
const PAGE_BYTES = 0x1000;

/** A section with its new place in the file. */
interface MovedSection extends Section {
  readonly newOffset: number;
}

/**
 * Begins every section of an executable at a page of its file, as it begins at a page of memory. A system can then
 * take its pages from the file when they are used, and share them between processes; where sections begin elsewhere,
 * Wine reads all of the file into each process's own memory.
 * @param image the bytes of an executable without a signature, which stay as they are
 * @throws Error if it is not a 64-bit executable, or something follows its sections
 */
export function withPageAlignment(image: Buffer): Buffer {
  const headers = headersOf(image);
  const sections = moved(headers.sections);
  const last = sections.at(-1);
  if (last === undefined || last.fileOffset + last.fileBytes !== image.length) {
    throw new Error('Something follows the sections of the executable.');
  }
  const aligned = Buffer.alloc(last.newOffset + roundUp(last.fileBytes));
  image.copy(aligned, 0, 0, Math.min(...sections.map(({ fileOffset }) => fileOffset)));
  aligned.writeUInt32LE(PAGE_BYTES, headers.optionalHeader + FILE_ALIGNMENT);
  aligned.writeUInt32LE(PAGE_BYTES, headers.optionalHeader + SIZE_OF_HEADERS);
  for (const { header, fileOffset, fileBytes, newOffset } of sections) {
    image.copy(aligned, newOffset, fileOffset, fileOffset + fileBytes);
    aligned.writeUInt32LE(roundUp(fileBytes), header + SIZE_OF_RAW_DATA);
    aligned.writeUInt32LE(newOffset, header + POINTER_TO_RAW_DATA);
  }
  moveDebugPointers(aligned, headers, sections);
  return aligned;
}

function moved(sections: readonly Section[]): MovedSection[] {
  let next = PAGE_BYTES;
  return sections
    .filter(({ fileBytes }) => fileBytes > 0)
    .map((section) => {
      const newOffset = next;
      next += roundUp(section.fileBytes);
      return { ...section, newOffset };
    });
}

/** The one place behind the headers that names data by where it lies in the file. */
function moveDebugPointers(aligned: Buffer, headers: Headers, sections: readonly MovedSection[]): void {
  const entry = directoryEntry(headers, DEBUG_DIRECTORY);
  const [address, bytes] = [aligned.readUInt32LE(entry), aligned.readUInt32LE(entry + 4)];
  const home = sections.find((section) => isWithin(address, section.address, section.fileBytes));
  if (home === undefined) return;
  const first = address - home.address + home.newOffset;
  for (let debugEntry = first; debugEntry < first + bytes; debugEntry += DEBUG_ENTRY_BYTES) {
    const place = debugEntry + DEBUG_POINTER_TO_RAW_DATA;
    const pointer = aligned.readUInt32LE(place);
    const target = sections.find(({ fileOffset, fileBytes }) => isWithin(pointer, fileOffset, fileBytes));
    if (target !== undefined) aligned.writeUInt32LE(pointer - target.fileOffset + target.newOffset, place);
  }
}

function isWithin(value: number, start: number, length: number): boolean {
  return value >= start && value < start + length;
}

function roundUp(bytes: number): number {
  return Math.ceil(bytes / PAGE_BYTES) * PAGE_BYTES;
}
