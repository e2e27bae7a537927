import { createHash } from 'node:crypto';

/** How many 32-bit numbers a SHA-1 has. */
const WORDS = 5;

/**
 * A service's own SID, `NT SERVICE\Name`: it follows from the key name alone, so it can be granted something before the
 * service exists. It is SECURITY_SERVICE_ID_BASE_RID (80) and the SHA-1 of the name in capitals, in UTF-16LE, as five
 * little-endian numbers. `sc showsid NAME` prints it.
 * https://learn.microsoft.com/windows/win32/api/winsvc/ns-winsvc-service_sid_info
 * @param name the key name, in any case
 * @returns the SID in its string form, `S-1-5-80-…`
 */
export function serviceSid(name: string): string {
  const hash = createHash('sha1').update(Buffer.from(name.toUpperCase(), 'utf16le')).digest();
  const words = Array.from({ length: WORDS }, (_, index) => hash.readUInt32LE(4 * index));
  return ['S-1-5-80', ...words].join('-');
}
