/**
 * Offsets in the Portable Executable format, in bytes.
 * https://learn.microsoft.com/windows/win32/debug/pe-format
 */
const NEW_HEADER_POINTER = 0x3c;
const MACHINE = 4;
const SECTION_COUNT = 6;
const OPTIONAL_HEADER_BYTES = 20;
const OPTIONAL_HEADER = 24;
const PE32 = 0x10b;
const PE32_PLUS = 0x20b;
const CHECKSUM = 64;
const DATA_DIRECTORIES = 112;
/** The same in a 32-bit image. */
const DATA_DIRECTORIES_32 = 96;
const DIRECTORY_BYTES = 8;
const CERTIFICATE_DIRECTORY = 4;
const SECTION_HEADER_BYTES = 40;

/** A section: its data in memory and in the file. */
interface Section {
  /** Its start in memory, relative to the image's base. */
  readonly address: number;
  readonly fileOffset: number;
  readonly fileBytes: number;
}

/** The headers of an executable. */
export interface Headers {
  /** The offset of the optional header in the file. */
  readonly optionalHeader: number;
  readonly sections: readonly Section[];
}

/**
 * @param image the bytes of an executable, or its first page, which contains the headers
 * @returns the offset of the processor type, which takes two bytes
 */
export function machineEntry(image: Buffer): number {
  return image.readUInt32LE(NEW_HEADER_POINTER) + MACHINE;
}

/** @throws Error if it is not a 64-bit executable */
export function headersOf(image: Buffer): Headers {
  const header = image.readUInt32LE(NEW_HEADER_POINTER);
  const optionalHeader = header + OPTIONAL_HEADER;
  if (
    image.toString('latin1', header, header + 4) !== 'PE\0\0' ||
    image.readUInt16LE(optionalHeader) !== PE32_PLUS
  ) {
    throw new Error('This is not a 64-bit Windows executable.');
  }
  const first = optionalHeader + image.readUInt16LE(header + OPTIONAL_HEADER_BYTES);
  const sections = Array.from({ length: image.readUInt16LE(header + SECTION_COUNT) }, (_, index) =>
    sectionAt(image, first + index * SECTION_HEADER_BYTES),
  );
  return { optionalHeader, sections };
}

function sectionAt(image: Buffer, header: number): Section {
  return {
    address: image.readUInt32LE(header + 12),
    fileOffset: image.readUInt32LE(header + 20),
    fileBytes: image.readUInt32LE(header + 16),
  };
}

/** @returns the offset of a data directory's entry in the file: its address, followed by its size */
export function directoryEntry({ optionalHeader }: Headers, directory: number): number {
  return optionalHeader + DATA_DIRECTORIES + directory * DIRECTORY_BYTES;
}

/**
 * Removes the Authenticode signature from a 64-bit executable, because any change makes it invalid, which is worse than
 * none: the certificate table at the end of the file, the entry that points to it, and the checksum.
 * @param image the executable's bytes, which are not changed
 * @throws Error if it is not a 64-bit executable, or something follows its certificates
 */
export function withoutSignature(image: Buffer): Buffer {
  const headers = headersOf(image);
  const entry = directoryEntry(headers, CERTIFICATE_DIRECTORY);
  // Of all directories, only this one has a file offset instead of an address.
  const tableOffset = image.readUInt32LE(entry);
  const tableSize = image.readUInt32LE(entry + 4);
  if (tableSize > 0 && tableOffset + tableSize !== image.length) {
    throw new Error("The executable's certificates are not at its end.");
  }
  const unsigned = Buffer.from(tableSize > 0 ? image.subarray(0, tableOffset) : image);
  unsigned.fill(0, entry, entry + DIRECTORY_BYTES);
  unsigned.writeUInt32LE(0, headers.optionalHeader + CHECKSUM);
  return unsigned;
}

/**
 * @param page the first page of an executable or a library, for 32 or 64 bits, which contains the headers
 * @param fileBytes the length of the file
 * @returns whether it contains an Authenticode signature, valid or not; false for anything but an image
 */
export function hasCertificates(page: Buffer, fileBytes: number): boolean {
  if (page.length < NEW_HEADER_POINTER + 4) return false;
  const header = page.readUInt32LE(NEW_HEADER_POINTER);
  const optionalHeader = header + OPTIONAL_HEADER;
  if (page.length < optionalHeader + 2 || page.toString('latin1', header, header + 4) !== 'PE\0\0')
    return false;
  const directories = { [PE32]: DATA_DIRECTORIES_32, [PE32_PLUS]: DATA_DIRECTORIES }[
    page.readUInt16LE(optionalHeader)
  ];
  if (directories === undefined) return false;
  const entry = optionalHeader + directories + CERTIFICATE_DIRECTORY * DIRECTORY_BYTES;
  if (page.length < entry + DIRECTORY_BYTES) return false;
  const tableOffset = page.readUInt32LE(entry);
  const tableSize = page.readUInt32LE(entry + 4);
  return tableOffset > 0 && tableSize > 0 && tableOffset + tableSize <= fileBytes;
}
