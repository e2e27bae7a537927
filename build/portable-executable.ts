/**
 * Offsets in the Portable Executable format, in bytes.
 * https://learn.microsoft.com/windows/win32/debug/pe-format
 */
const NEW_HEADER_POINTER = 0x3c;
const OPTIONAL_HEADER = 24;
const PE32_PLUS = 0x20b;
const CHECKSUM = 64;
const DATA_DIRECTORIES = 112;
const DIRECTORY_SIZE = 8;
const CERTIFICATE_DIRECTORY = 4;

/**
 * Takes the Authenticode signature off a 64-bit executable, since any change makes it a wrong one, which is
 * worse than none: the certificate table at the end of the file, the entry that points at it, and the checksum.
 * @param image the executable's bytes, which stay as they are
 * @throws Error if it is not a 64-bit executable, or something follows its certificates
 */
export function withoutSignature(image: Buffer): Buffer {
  const header = image.readUInt32LE(NEW_HEADER_POINTER);
  const optionalHeader = header + OPTIONAL_HEADER;
  if (
    image.toString('latin1', header, header + 4) !== 'PE\0\0' ||
    image.readUInt16LE(optionalHeader) !== PE32_PLUS
  ) {
    throw new Error('This is not a 64-bit Windows executable.');
  }
  const entry = optionalHeader + DATA_DIRECTORIES + CERTIFICATE_DIRECTORY * DIRECTORY_SIZE;
  const tableOffset = image.readUInt32LE(entry);
  const tableSize = image.readUInt32LE(entry + 4);
  if (tableSize > 0 && tableOffset + tableSize !== image.length) {
    throw new Error("The executable's certificates are not at its end.");
  }
  const unsigned = Buffer.from(tableSize > 0 ? image.subarray(0, tableOffset) : image);
  unsigned.fill(0, entry, entry + DIRECTORY_SIZE);
  unsigned.writeUInt32LE(0, optionalHeader + CHECKSUM);
  return unsigned;
}
