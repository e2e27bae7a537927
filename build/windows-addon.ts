import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { lockedPackage } from './locked-package.ts';
import { ROOT } from './paths.ts';

const ADDON = '@koromix/koffi-win32-x64';

/**
 * Puts koffi's addon for Windows where koffi looks for it, as `npm install --os=win32` would: the main process under
 * Wine is a Windows process in a checkout installed on Linux. Does nothing if it is there.
 */
export async function installWindowsAddon(): Promise<void> {
  const source = await lockedPackage(ADDON);
  const target = join(ROOT, 'node_modules', ADDON);
  if (source === target) return;
  const incomplete = `${target}.incomplete`;
  await mkdir(dirname(target), { recursive: true });
  await rm(incomplete, { recursive: true, force: true });
  await cp(source, incomplete, { recursive: true });
  await rm(target, { recursive: true, force: true });
  await rename(incomplete, target);
}
