import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The repository's folder. It is searched for upwards, because this file is also bundled below `out/`. */
export const ROOT = findRoot(import.meta.dirname);

/** What Electron runs: main.js with its workers beside it, preload.cjs and renderer/. */
export const APP_OUT = join(ROOT, 'out', 'app');

/** SigmaSrv.exe and, beside it, koffi.node. */
export const SERVICE_OUT = join(ROOT, 'out', 'service');

/** The packages for Windows, and their installers. */
export const DIST_OUT = join(ROOT, 'out', 'dist');

/** One folder of bundled tests for each suite. */
export const TEST_OUT = join(ROOT, 'out', 'test');

/** What was fetched from the registry and verified against the lock file. */
export const CACHE = join(ROOT, 'node_modules', '.cache', 'sigma');

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'package-lock.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('Sigma must be built inside its repository.');
  return findRoot(parent);
}
