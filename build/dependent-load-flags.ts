import { directoryEntry, headersOf } from './portable-executable.ts';

/** Offsets in the Portable Executable format, in bytes; the rest of it is in portable-executable.ts. */
const LOAD_CONFIGURATION_DIRECTORY = 10;
const DEPENDENT_LOAD_FLAGS = 78;

/** https://learn.microsoft.com/windows/win32/api/libloaderapi/nf-libloaderapi-loadlibraryexw */
const LOAD_LIBRARY_SEARCH_SYSTEM32 = 0x800;

/**
 * Makes Windows look for the DLLs that the executable imports only in its system folder, as the linker's
 * /DEPENDENTLOADFLAG:0x800 does. Otherwise it first looks beside the executable, where someone may have planted one.
 * https://learn.microsoft.com/cpp/build/reference/dependentloadflag
 * @param image the bytes of an unsigned executable, which are not changed
 * @throws Error if it is not a 64-bit executable, or has no load configuration with that field
 */
export function withSystemImports(image: Buffer): Buffer {
  const field = dependentLoadFlagsAt(image);
  const changed = Buffer.from(image);
  changed.writeUInt16LE(LOAD_LIBRARY_SEARCH_SYSTEM32, field);
  return changed;
}

/** @returns whether the executable's imports come only from the system folder */
export function hasSystemImports(image: Buffer): boolean {
  return image.readUInt16LE(dependentLoadFlagsAt(image)) === LOAD_LIBRARY_SEARCH_SYSTEM32;
}

function dependentLoadFlagsAt(image: Buffer): number {
  const headers = headersOf(image);
  const address = image.readUInt32LE(directoryEntry(headers, LOAD_CONFIGURATION_DIRECTORY));
  const section = headers.sections.find(
    (candidate) => address >= candidate.address && address < candidate.address + candidate.fileBytes,
  );
  const offset = section === undefined ? undefined : address - section.address + section.fileOffset;
  // The structure begins with its own size.
  if (offset === undefined || image.readUInt32LE(offset) < DEPENDENT_LOAD_FLAGS + 2) {
    throw new Error("The executable's load configuration does not say where to look for its imports.");
  }
  return offset + DEPENDENT_LOAD_FLAGS;
}
