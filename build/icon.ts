import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { iconFile, type Picture } from './icon-file.ts';
import { ROOT } from './paths.ts';
import { renderSvg } from './render-svg.ts';

/** Sigma's icon, for the window, the service and the installer. */
export const ICON_FILE = 'sigma.ico';

/** The same as a single picture of 512 pixels, for systems without .ico files. */
export const ICON_PICTURE = 'sigma.png';

/** The drawings. */
export const ICON_SOURCES = join(ROOT, 'build', 'icon');
const PICTURE_SIZE = 512;

/**
 * The sizes that Windows uses at 100 to 250 %, and the drawing for each: one whose edges fall on whole pixels at that
 * size, if there is one.
 */
const DRAWINGS: ReadonlyMap<number, string> = new Map([
  [16, 'sigma-16.svg'],
  [20, 'sigma-20.svg'],
  [24, 'sigma-24.svg'],
  [32, 'sigma.svg'],
  [40, 'sigma-20.svg'],
  [48, 'sigma.svg'],
  [64, 'sigma.svg'],
  [256, 'sigma.svg'],
]);

/** Draws Sigma's icon into a folder, for the window and the installer. */
export async function writeIcon(folder: string): Promise<void> {
  await writeFile(join(folder, ICON_FILE), await drawIcon());
  await writeFile(join(folder, ICON_PICTURE), (await draw('sigma.svg', PICTURE_SIZE)).png);
}

/** @returns the drawing for a size, among the files in {@link ICON_SOURCES} */
export function drawingFor(size: number): string {
  return DRAWINGS.get(size) ?? 'sigma.svg';
}

/** @returns the bytes of Sigma's icon as an .ico file */
export async function drawIcon(): Promise<Buffer> {
  return iconFile(await Promise.all([...DRAWINGS].map(([size, drawing]) => draw(drawing, size))));
}

async function draw(drawing: string, size: number): Promise<Picture> {
  return renderSvg(await readFile(join(ICON_SOURCES, drawing), 'utf8'), size);
}
