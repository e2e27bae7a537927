import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { iconFile, type Picture } from './icon-file.ts';
import { drawingFor, ICON_SOURCES } from './icon.ts';
import { ICON_OUT } from './paths.ts';
import { renderSvg } from './render-svg.ts';

/** Where the pictures of the service's health lie, each as .ico and .png: `tray-…` and `overlay-…`. */
export const HEALTH_ICONS_OUT = join(ICON_OUT, 'health');

const BADGES = join(ICON_SOURCES, 'health');

/** What Windows asks for in the notification area and on the taskbar, at 100 to 200 %. */
const SIZES = [16, 20, 24, 32];

/** How much of the tray icon's width and height the badge takes, below and to the right. */
const BADGE_SHARE = 0.625;

/** Draws the pictures of the service's health into `out/icon/health/`. */
export async function buildHealthIcons(): Promise<void> {
  await mkdir(HEALTH_ICONS_OUT, { recursive: true });
  for (const file of await readdir(BADGES)) {
    const name = basename(file, '.svg');
    const badge = await readFile(join(BADGES, file), 'utf8');
    await write(`overlay-${name}`, await Promise.all(SIZES.map((size) => renderSvg(badge, size))));
    await write(`tray-${name}`, await Promise.all(SIZES.map((size) => drawTrayIcon(badge, size))));
  }
}

/** @param badge the SVG that stands on Sigma's icon */
export async function drawTrayIcon(badge: string, size: number): Promise<Picture> {
  const sigma = await readFile(join(ICON_SOURCES, drawingFor(size)), 'utf8');
  // On whole pixels, or its edges blur.
  const badgeSize = Math.round(size * BADGE_SHARE);
  const place = size - badgeSize;
  return renderSvg(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}">` +
      placed(sigma, 0, size) +
      placed(badge, place, badgeSize) +
      '</svg>',
    size,
  );
}

function placed(svg: string, at: number, size: number): string {
  return svg.replace('<svg ', `<svg x="${at}" y="${at}" width="${size}" height="${size}" `);
}

async function write(name: string, pictures: readonly Picture[]): Promise<void> {
  await writeFile(join(HEALTH_ICONS_OUT, `${name}.ico`), iconFile(pictures));
  const largest = pictures.at(-1);
  if (largest !== undefined) await writeFile(join(HEALTH_ICONS_OUT, `${name}.png`), largest.png);
}
