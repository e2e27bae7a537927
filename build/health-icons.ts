import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { iconFile, type Picture } from './icon-file.ts';
import { drawingFor, ICON_SOURCES } from './icon.ts';
import { renderSvg } from './render-svg.ts';

const BADGES = join(ICON_SOURCES, 'health');

/** The sizes that Windows uses in the notification area, at 100 to 200 %. */
const SIZES = [16, 20, 24, 32];

/**
 * The only size of an overlay on the taskbar button: Electron scales every picture to it, whatever the screen, and cuts
 * it to a circle (shell/browser/ui/win/taskbar_host.cc), so the badges are drawn inside one.
 */
export const OVERLAY_SIZE = 16;

/** The part of the tray icon's width and height that the badge takes, at the lower right. */
const BADGE_SHARE = 0.625;

/** Draws the pictures of the service's health: `tray-…` as .ico and .png, `overlay-…` as .png. */
export async function writeHealthIcons(folder: string): Promise<void> {
  await mkdir(folder);
  for (const file of await readdir(BADGES)) {
    const name = basename(file, '.svg');
    const badge = await readFile(join(BADGES, file), 'utf8');
    const overlay = await renderSvg(badge, OVERLAY_SIZE);
    await writeFile(join(folder, `overlay-${name}.png`), overlay.png);
    const drawings = await Promise.all(SIZES.map((size) => drawTrayIcon(badge, size)));
    await writeFile(join(folder, `tray-${name}.ico`), iconFile(drawings));
    const largest = drawings.at(-1);
    if (largest !== undefined) await writeFile(join(folder, `tray-${name}.png`), largest.png);
  }
}

/** @param badge the SVG that is drawn on Sigma's icon */
export async function drawTrayIcon(badge: string, size: number): Promise<Picture> {
  const sigma = await readFile(join(ICON_SOURCES, drawingFor(size)), 'utf8');
  // In whole pixels, otherwise its edges blur.
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
