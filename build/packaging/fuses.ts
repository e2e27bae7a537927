/**
 * Switches inside Electron's executable that no environment variable and no argument can turn back.
 * https://www.electronjs.org/docs/latest/tutorial/fuses
 */

/** In the order in which they lie in the executable, as electron-builder names them, and how Sigma has them. */
export const FUSES = {
  /** ELECTRON_RUN_AS_NODE would make Sigma.exe, which people trust, run any script. */
  runAsNode: false,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  /** Sigma's page comes from app://sigma. */
  grantFileProtocolExtraPrivileges: false,
} as const;
export type FuseName = keyof typeof FUSES;
export const FUSE_NAMES = Object.keys(FUSES) as readonly FuseName[];

/** Stands before the fuses: a version, their number, and one character each. It is part of Electron's interface. */
export const FUSE_SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
export const FUSE_VERSION = 1;
export const FUSE_OFF = '0';
export const FUSE_ON = '1';

/**
 * @param executable the bytes of Electron's executable
 * @returns whether each fuse is on; undefined for one that this Electron has removed or does not have
 * @throws Error if it has no fuses, or ones of another kind
 */
export function readFuses(executable: Buffer): Readonly<Record<FuseName, boolean | undefined>> {
  const sentinel = executable.indexOf(FUSE_SENTINEL, 'latin1');
  if (sentinel === -1) throw new Error('The executable has no fuses.');
  const header = sentinel + FUSE_SENTINEL.length;
  const [version = 0, count = 0] = executable.subarray(header, header + 2);
  if (version !== FUSE_VERSION) throw new Error(`The executable has fuses of version ${version}.`);
  const wire = executable.toString('latin1', header + 2, header + 2 + count);
  const states = FUSE_NAMES.map((name, index) => [name, stateOf(wire.charAt(index))] as const);
  return Object.fromEntries(states) as Record<FuseName, boolean | undefined>;
}

function stateOf(character: string): boolean | undefined {
  if (character === FUSE_ON) return true;
  return character === FUSE_OFF ? false : undefined;
}
