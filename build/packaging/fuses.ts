import { FuseVersion, getCurrentFuseWire } from '@electron/fuses';
import { FuseState } from '@electron/fuses/dist/constants.js';

/**
 * Switches inside Electron's executable that no environment variable and no argument can override.
 * https://www.electronjs.org/docs/latest/tutorial/fuses
 */

/** In the order they have in the executable, with electron-builder's names and Sigma's values. */
export const FUSES = {
  /** ELECTRON_RUN_AS_NODE would make Sigma.exe, which users trust, run any script. */
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

/**
 * @param executable the path of Electron's executable
 * @returns whether each fuse is on; undefined for one that this Electron has removed or does not have
 * @throws Error if it has no fuses, or fuses of another version
 */
export async function readFuses(
  executable: string,
): Promise<Readonly<Record<FuseName, boolean | undefined>>> {
  const wire: Readonly<Record<string, unknown>> = await getCurrentFuseWire(executable);
  const version = wire['version'];
  // The library itself would return none of them.
  if (version !== FuseVersion.V1) throw new Error(`The executable has fuses of version ${String(version)}.`);
  const states = FUSE_NAMES.map((name, index) => [name, stateOf(wire[index])] as const);
  return Object.fromEntries(states) as Record<FuseName, boolean | undefined>;
}

function stateOf(state: unknown): boolean | undefined {
  if (state === FuseState.ENABLE) return true;
  return state === FuseState.DISABLE ? false : undefined;
}
