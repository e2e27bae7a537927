import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { iconFile, type Picture } from './icon-file.ts';
import { ICON_OUT, ROOT } from './paths.ts';
import { renderSvg } from './render-svg.ts';
import { isUpToDate } from './up-to-date.ts';

/** Sigma's icon, for the window, the service and the installer. */
export const ICON_FILE = join(ICON_OUT, 'sigma.ico');

/** The same as one picture of 512 pixels, for systems that have no .ico files. */
export const ICON_PICTURE = join(ICON_OUT, 'sigma.png');

/** The drawings. */
export const ICON_SOURCES = join(ROOT, 'build', 'icon');
const PICTURE_SIZE = 512;

/**
 * The sizes that Windows asks for at 100 to 250 %, and what each is drawn from: a drawing whose edges fall on
 * whole pixels at that size, where there is one.
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

const SOURCES = [
  'build/icon',
  'build/icon.ts',
  'build/icon-file.ts',
  'build/render-svg.ts',
  'package-lock.json',
];

/**
 * Draws Sigma's icon into `out/icon/`.
 * @returns whether it had to be made, rather than being newer than all its sources
 */
export async function buildIcon(): Promise<boolean> {
  const sources = SOURCES.map((source) => join(ROOT, source));
  if (await isUpToDate([ICON_FILE, ICON_PICTURE], sources)) return false;
  await mkdir(ICON_OUT, { recursive: true });
  await writeFile(ICON_FILE, await drawIcon());
  await writeFile(ICON_PICTURE, (await draw('sigma.svg', PICTURE_SIZE)).png);
  return true;
}

/** @returns the drawing for a size, among the files of {@link ICON_SOURCES} */
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
