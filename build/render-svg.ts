import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import type { Picture } from './icon-file.ts';

let renderer: Promise<void> | undefined;

/**
 * Draws an SVG file's text, with the same bytes on every system: the renderer is WebAssembly, and uses no fonts.
 * @param size the picture's width and height, in pixels
 * @throws Error if it is not an SVG, or not square
 */
export async function renderSvg(svg: string, size: number): Promise<Picture> {
  renderer ??= loadRenderer();
  await renderer;
  const image = new Resvg(svg, {
    fitTo: { mode: 'width', value: size },
    font: { loadSystemFonts: false },
  }).render();
  if (image.height !== size) throw new Error(`The picture must be square, but is ${size} × ${image.height}.`);
  return { size, rgba: withStraightAlpha(image.pixels), png: image.asPng() };
}

async function loadRenderer(): Promise<void> {
  await initWasm(await readFile(fileURLToPath(import.meta.resolve('@resvg/resvg-wasm/index_bg.wasm'))));
}

/** The renderer's colours are premultiplied. */
function withStraightAlpha(premultiplied: Uint8Array): Uint8Array {
  return premultiplied.map((value, index) => {
    const alpha = premultiplied[index | 3] ?? 0;
    return index % 4 === 3 || alpha === 0 ? value : Math.min(255, Math.round((value * 255) / alpha));
  });
}
