import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, test } from 'node:test';
import { HEALTH_PICTURES } from '../../electron/desktop/models.ts';
import { drawTrayIcon, OVERLAY_SIZE } from '../../build/health-icons.ts';
import { ICON_SOURCES } from '../../build/icon.ts';
import { renderSvg } from '../../build/render-svg.ts';

const FOLDER = join(ICON_SOURCES, 'health');

/** What is visible of a picture, whatever its colours: where it is opaque, and where bright. */
function shapeOf(rgba: Uint8Array): string[] {
  const pixels = Array.from({ length: rgba.length / 4 }, (_, index) =>
    rgba.subarray(index * 4, index * 4 + 4),
  );
  return pixels.map(([red = 0, green = 0, blue = 0, alpha = 0]) => {
    if (alpha < 128) return ' ';
    return 0.3 * red + 0.6 * green + 0.1 * blue > 150 ? 'o' : '#';
  });
}

function differences(left: readonly string[], right: readonly string[]): number {
  return left.filter((pixel, index) => pixel !== right[index]).length;
}

describe("the pictures of the service's health", () => {
  test('are there for each that the desktop shows, and no others', async () => {
    const drawn = (await readdir(FOLDER)).map((file) => basename(file, '.svg'));
    assert.deepEqual(drawn.toSorted(), [...HEALTH_PICTURES].toSorted());
  });

  test('can be told apart without colours, even at the smallest size', async () => {
    for (const draw of [renderSvg, drawTrayIcon]) {
      const shapes = await Promise.all(
        HEALTH_PICTURES.map(async (name) => {
          const svg = await readFile(join(FOLDER, `${name}.svg`), 'utf8');
          return [name, shapeOf((await draw(svg, 16)).rgba)] as const;
        }),
      );
      for (const [name, shape] of shapes) {
        for (const [other, otherShape] of shapes) {
          if (name === other) continue;
          const count = differences(shape, otherShape);
          assert.ok(count >= 8, `${name} and ${other} differ in ${count} of 256 pixels only`);
        }
      }
    }
  });

  test('lose nothing on the taskbar, which crops each to a circle', async () => {
    for (const name of HEALTH_PICTURES) {
      const svg = await readFile(join(FOLDER, `${name}.svg`), 'utf8');
      const { rgba } = await renderSvg(svg, OVERLAY_SIZE);
      const radius = OVERLAY_SIZE / 2;
      const outside = Array.from({ length: OVERLAY_SIZE ** 2 }, (_, index) => index).filter((index) => {
        const [x, y] = [index % OVERLAY_SIZE, Math.floor(index / OVERLAY_SIZE)];
        const isCut = Math.hypot(x + 0.5 - radius, y + 0.5 - radius) > radius;
        // What is drawn of an edge there is a trace.
        return isCut && (rgba[index * 4 + 3] ?? 0) > 64;
      });
      assert.deepEqual(outside, [], name);
    }
  });

  test('keep Sigma recognisable in the tray icon', async () => {
    const svg = await readFile(join(FOLDER, 'ok.svg'), 'utf8');
    const { rgba } = await drawTrayIcon(svg, 16);
    // The upper bar of the letter, as in Sigma's own icon.
    const at = (4 * 16 + 8) * 4;
    assert.deepEqual([...rgba.subarray(at, at + 4)], [255, 255, 255, 255]);
  });
});
