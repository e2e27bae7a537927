import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Data } from 'resedit';
import { drawIcon } from '../../build/icon.ts';
import { iconFile } from '../../build/icon-file.ts';
import { renderSvg } from '../../build/render-svg.ts';

const SIZES = [16, 20, 24, 32, 40, 48, 64, 256];
const PNG_SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

function svg(content: string, size = '0 0 2 2'): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${size}">${content}</svg>`;
}

/** The bitmap that a library that is not ours reads out of an .ico file. */
function onlyBitmap(file: Buffer): Data.IconItem {
  const item = Data.IconFile.from(file).icons[0]?.data;
  assert.ok(item?.isIcon());
  return item;
}

describe('an .ico file', () => {
  test('has its pixels from the bottom up, and a mask for the transparent ones', async () => {
    // Red above left, half-transparent green below right, nothing elsewhere.
    const drawing = svg(
      '<path d="M0 0h1v1H0z" fill="#f00"/><path d="M1 1h1v1H1z" fill="#0f0" fill-opacity=".5"/>',
    );
    const { bitmapInfo, pixels, masks } = onlyBitmap(iconFile([await renderSvg(drawing, 2)]));
    assert.deepEqual([bitmapInfo.width, bitmapInfo.height, bitmapInfo.bitCount], [2, 4, 32]);
    assert.deepEqual([...new Uint8Array(pixels)], [0, 0, 0, 0, 0, 255, 0, 128, 0, 0, 255, 255, 0, 0, 0, 0]);
    assert.deepEqual([...new Uint8Array(masks)], [0b1000_0000, 0, 0, 0, 0b0100_0000, 0, 0, 0]);
  });

  test('pads the rows of the mask to four bytes', async () => {
    for (const [size, rowLength] of [
      [8, 4],
      [32, 4],
      [33, 8],
    ] as const) {
      const { masks } = onlyBitmap(iconFile([await renderSvg(svg(''), size)]));
      assert.equal(masks.byteLength, rowLength * size);
    }
  });

  test('refuses a drawing that is not square', async () => {
    await assert.rejects(renderSvg(svg('', '0 0 4 2'), 16), /must be square, but is 16 × 8/);
  });
});

describe("Sigma's icon", () => {
  test('has every size that Windows asks for, the largest as PNG', async () => {
    const { icons } = Data.IconFile.from(await drawIcon());
    assert.deepEqual(
      icons.map(({ width = 0 }) => width || 256),
      SIZES,
    );
    assert.deepEqual(
      icons.map(({ height = 0 }) => height || 256),
      SIZES,
    );
    const largest = icons.at(-1)?.data;
    assert.ok(largest?.isRaw());
    assert.deepEqual(Buffer.from(largest.bin).subarray(0, 8), PNG_SIGNATURE);
  });

  test('shows white on a coloured ground with transparent corners in each size', async () => {
    const { icons } = Data.IconFile.from(await drawIcon());
    for (const { width = 0, data } of icons) {
      if (!data.isIcon()) continue;
      const bytes = Buffer.from(data.pixels);
      const pixel = (column: number, row: number): number[] => {
        const at = ((width - 1 - row) * width + column) * 4;
        return [...bytes.subarray(at, at + 4)];
      };
      assert.ok((pixel(0, 0)[3] ?? 255) < 128, `${width}: corner`);
      // The upper bar of the letter, and the ground to the left of it.
      assert.deepEqual(pixel(width / 2, Math.floor(width * 0.25)), [255, 255, 255, 255], `${width}: letter`);
      const [blue = 0, green = 0, red = 0, alpha] = pixel(Math.floor(width / 8), width / 2);
      assert.ok(blue > green && green > red && alpha === 255, `${width}: ground`);
    }
  });

  test('is the same each time it is drawn', async () => {
    assert.ok((await drawIcon()).equals(await drawIcon()));
  });
});
