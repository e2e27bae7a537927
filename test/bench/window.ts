import { appendFile, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { APP_OUT } from '../../build/paths.ts';
import { ChildWindows } from '../e2e/child-windows.ts';
import { median, type Figures } from './figures.ts';
import { floodFigures, framesPerSecondOf } from './page-watch.ts';
import { renders } from './renders.ts';
import { withSigma } from './with-sigma.ts';

/**
 * Measures what the window itself costs, in the built app without a visible window. `node window.ts FILE` appends the
 * figures to the file as lines of JSON. The flood comes from the simulated computer; window-flood.ts measures one
 * through a mailslot.
 */

const PER_SECOND = 10_000;
const STARTS = 5;
const DRAG_MS = 5_000;
/** The length of one step of the drag. */
const DRAG_PIXELS = 80;

function simulatedFlood(): Promise<Figures> {
  return withSigma({ simulation: `flood-${String(PER_SECOND)}` }, ({ page }) =>
    floodFigures('simulatedFlood', page),
  );
}

/** Opens all child windows and drags one back and forth over the others. */
function drag(): Promise<Figures> {
  return withSigma({}, async ({ page }) => {
    const windows = new ChildWindows(page);
    await windows.beginWith('Service', 'Mailslot', 'System', 'About Sigma', 'Settings');
    await windows.takeHold('Settings');
    const dragFramesPerSecond = await framesPerSecondOf(page, async () => {
      const endAt = performance.now() + DRAG_MS;
      for (let turn = 0; performance.now() < endAt; turn += 1) {
        await windows.moveBy(turn % 2 === 0 ? DRAG_PIXELS : -DRAG_PIXELS, 0);
      }
    });
    await page.mouse.up();
    return { dragFramesPerSecond };
  });
}

async function firstPaint(): Promise<Figures> {
  const times: number[] = [];
  for (let start = 0; start < STARTS; start += 1) {
    times.push(
      await withSigma({}, ({ page }) =>
        page.evaluate<number>(
          `performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN`,
        ),
      ),
    );
  }
  return { firstPaintMs: median(times) };
}

async function scriptSize(): Promise<Figures> {
  const folder = join(APP_OUT, 'renderer', 'assets');
  const scripts = (await readdir(folder)).filter((file) => file.endsWith('.js'));
  const sizes = await Promise.all(
    scripts.map(async (file) => gzipSync(await readFile(join(folder, file))).byteLength),
  );
  return { rendererScriptGzipKiB: sizes.reduce((sum, size) => sum + size, 0) / 1024 };
}

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('window.ts FILE');
for (const measure of [simulatedFlood, drag, firstPaint, scriptSize, renders]) {
  await appendFile(file, `${JSON.stringify(await measure())}\n`);
}
