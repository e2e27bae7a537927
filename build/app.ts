import { copyFile, cp } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ABOUT_FILE, writeAbout } from './about.ts';
import { bundleApp, withServiceScript } from './bundle.ts';
import { buildHealthIcons, HEALTH_ICONS_OUT } from './health-icons.ts';
import { buildIcon, ICON_FILE, ICON_PICTURE } from './icon.ts';
import { APP_OUT, ROOT } from './paths.ts';
import { isUpToDate } from './up-to-date.ts';

/** The files by which Sigma starts. */
export const APP_FILES = [
  ...['main.js', 'preload.cjs', join('renderer', 'index.html'), 'sigma.ico', 'sigma.png', 'health'].map(
    (file) => join(APP_OUT, file),
  ),
  ABOUT_FILE,
];

const SOURCES = [
  'electron',
  'renderer',
  'native-bridge',
  'engine',
  'common',
  'service',
  'package-lock.json',
  'LICENSE',
  'build/about.ts',
  'build/bundle.ts',
  'build/bundled-packages.ts',
  'build/licences.ts',
  'build/icon',
  'build/health-icons.ts',
];

/**
 * Bundles the desktop client into `out/app/`.
 * @returns whether it had to be made, rather than being newer than all its sources
 */
export async function buildApp(): Promise<boolean> {
  const sources = SOURCES.map((source) => join(ROOT, source));
  if (await isUpToDate(APP_FILES, sources)) return false;
  const app = await bundleApp();
  // About names the packages that the service is made of as well.
  const service = await withServiceScript('', ({ packages }) => Promise.resolve(packages));
  await writeAbout([...new Set([...app, ...service])]);
  await buildIcon();
  await buildHealthIcons();
  await cp(HEALTH_ICONS_OUT, join(APP_OUT, basename(HEALTH_ICONS_OUT)), { recursive: true });
  for (const file of [ICON_FILE, ICON_PICTURE]) await copyFile(file, join(APP_OUT, basename(file)));
  return true;
}
