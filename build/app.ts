import { join } from 'node:path';
import { ABOUT_FILE, writeAbout } from './about.ts';
import { bundleApp, withServiceScript } from './bundle.ts';
import { writeHealthIcons } from './health-icons.ts';
import { ICON_FILE, ICON_PICTURE, writeIcon } from './icon.ts';
import { APP_OUT } from './paths.ts';
import { remakeFolder } from './remake-folder.ts';

/** The files by which Sigma starts. */
export const APP_FILES = [
  ...['main.js', 'preload.cjs', join('renderer', 'index.html')],
  ...[ICON_FILE, ICON_PICTURE, 'health', ABOUT_FILE],
].map((file) => join(APP_OUT, file));

/** The file that electron/bundled-helper.ts reads. It is written once the service is built. */
export const HELPER_FILE = 'helper.json';

/** Bundles the desktop client into `out/app/`. */
export function buildApp(): Promise<void> {
  return remakeFolder(APP_OUT, makeApp, [HELPER_FILE]);
}

async function makeApp(folder: string): Promise<void> {
  const app = await bundleApp(folder);
  // About Sigma also names the packages that the service is made of.
  const service = await withServiceScript('', ({ packages }) => Promise.resolve(packages));
  await writeAbout(join(folder, ABOUT_FILE), [...new Set([...app, ...service])]);
  await writeIcon(folder);
  await writeHealthIcons(join(folder, 'health'));
}
