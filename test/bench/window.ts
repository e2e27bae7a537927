import { appendFile, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { CDPSession, Page } from 'playwright-core';
import { APP_OUT } from '../../build/paths.ts';
import { MESSAGE_LIMIT } from '../../renderer/feed.ts';
import { ChildWindows } from '../e2e/child-windows.ts';
import { startSigma } from '../e2e/sigma-app.ts';
import { median, percentile, type Figures } from './figures.ts';

/**
 * What the window costs, measured in the built app without a visible window: `node window.ts FILE` adds the figures
 * to the file as lines of JSON. The flood comes from the simulated computer, and so goes through everything but the
 * reader thread, which has figures of its own.
 */

const PER_SECOND = 10_000;
const FLOOD_MS = 30_000;
const INPUT_GAP_MS = 100;
/** How long the list may take to be full. */
const FULL_TIMEOUT_MS = 120_000;
const STARTS = 5;
const DRAG_MS = 5_000;
/** How far one step of the drag goes. */
const DRAG_PIXELS = 80;
/** A key that does nothing by itself. */
const KEY = 'Shift';

/** What a script in the page has seen, in milliseconds. */
interface Seen {
  /** When each frame was begun. */
  readonly frames: readonly number[];
  /** From each key's arrival in the browser until the frame after it was handed on. */
  readonly inputs: readonly number[];
  readonly batches: number;
}

/** Runs in the page. Gives `globalThis.seen`, which begins anew each time. */
const WATCH = `
  globalThis.seen = { frames: [], inputs: [], batches: 0 };
  sigma.onBatch(() => { seen.batches += 1; });
  addEventListener('keydown', ({ timeStamp }) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => { seen.inputs.push(performance.now() - timeStamp); };
      port2.postMessage(undefined);
    });
  }, { capture: true });
  requestAnimationFrame(function frame(time) {
    seen.frames.push(time);
    requestAnimationFrame(frame);
  });
`;

async function flood(): Promise<Figures> {
  const sigma = await startSigma({ simulation: `flood-${String(PER_SECOND)}` });
  try {
    await untilFull(sigma.page);
    const devTools = await sigma.page.context().newCDPSession(sigma.page);
    const heapStart = await heapMib(devTools);
    await sigma.page.evaluate(WATCH);
    const endAt = performance.now() + FLOOD_MS;
    while (performance.now() < endAt) {
      await setTimeout(INPUT_GAP_MS);
      await sigma.page.keyboard.press(KEY);
    }
    const { frames, inputs, batches } = await sigma.page.evaluate<Seen>('seen');
    const received = await receivedBy(sigma.page);
    const heapEnd = await heapMib(devTools);
    const seconds = framesBySecond(frames);
    return {
      floodFramesPerSecond: framesPerSecond(frames),
      floodWorstSecondFramesPerSecond: Math.min(...seconds),
      floodInputP95Ms: percentile(inputs, 95),
      floodHeapStartMiB: heapStart,
      floodHeapEndMiB: heapEnd,
      floodBatchesPerFrame: batches / frames.length,
      floodDroppedPercent: (received.dropped * 100) / received.all,
    };
  } finally {
    await sigma[Symbol.asyncDispose]();
  }
}

/** All child windows are open, and one of them is dragged to and fro over the others. */
async function drag(): Promise<Figures> {
  const sigma = await startSigma();
  try {
    const windows = new ChildWindows(sigma.page);
    await windows.beginWith('Service', 'Mailslot', 'System', 'Settings');
    await windows.takeHold('Settings');
    await sigma.page.evaluate(WATCH);
    const endAt = performance.now() + DRAG_MS;
    for (let turn = 0; performance.now() < endAt; turn += 1) {
      await windows.moveBy(turn % 2 === 0 ? DRAG_PIXELS : -DRAG_PIXELS, 0);
    }
    await sigma.page.mouse.up();
    const { frames } = await sigma.page.evaluate<Seen>('seen');
    return { dragFramesPerSecond: framesPerSecond(frames) };
  } finally {
    await sigma[Symbol.asyncDispose]();
  }
}

async function firstPaint(): Promise<Figures> {
  const times: number[] = [];
  for (let start = 0; start < STARTS; start += 1) {
    const sigma = await startSigma();
    try {
      times.push(
        await sigma.page.evaluate<number>(
          `performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN`,
        ),
      );
    } finally {
      await sigma[Symbol.asyncDispose]();
    }
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

/** Waits until the list is as long as it ever gets. */
async function untilFull(page: Page): Promise<void> {
  await page
    .locator(`[role="option"][aria-setsize="${String(MESSAGE_LIMIT)}"]`)
    .first()
    .waitFor({ timeout: FULL_TIMEOUT_MS });
}

/** @returns how many messages have arrived, and how many of them were let go */
function receivedBy(page: Page): Promise<{ readonly all: number; readonly dropped: number }> {
  return page.evaluate(
    'sigma.snapshot().then(({ value: { view } }) => ({ all: view.traffic.received, dropped: view.traffic.dropped }))',
  );
}

async function heapMib(devTools: CDPSession): Promise<number> {
  await devTools.send('HeapProfiler.collectGarbage');
  return (await devTools.send('Runtime.getHeapUsage')).usedSize / 1024 / 1024;
}

function framesPerSecond(frames: readonly number[]): number {
  return ((frames.length - 1) * 1000) / ((frames.at(-1) ?? 0) - (frames[0] ?? 0));
}

/** @returns how many frames each whole second had */
function framesBySecond(frames: readonly number[]): number[] {
  const first = frames[0] ?? 0;
  const seconds = Math.floor(((frames.at(-1) ?? 0) - first) / 1000);
  const counts = Array.from({ length: seconds }, () => 0);
  for (const time of frames) {
    const second = Math.floor((time - first) / 1000);
    if (second < seconds) counts[second] = (counts[second] ?? 0) + 1;
  }
  return counts;
}

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('window.ts FILE');
for (const measure of [flood, drag, firstPaint, scriptSize]) {
  await appendFile(file, `${JSON.stringify(await measure())}\n`);
}
