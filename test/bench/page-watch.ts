import { setTimeout } from 'node:timers/promises';
import type { CDPSession, Page } from 'playwright-core';
import { MESSAGE_LIMIT } from '../../common/ipc.ts';
import { percentile, type Figures } from './figures.ts';

const FLOOD_MS = 30_000;
const INPUT_GAP_MS = 100;
/** How long the list may take to fill up. */
const FULL_TIMEOUT_MS = 120_000;
/** A key that does nothing on its own. */
const KEY = 'Shift';

/** What the script in the page recorded. Times are in milliseconds. */
interface Seen {
  /** When each frame began. */
  readonly frames: readonly number[];
  /** From each key's arrival in the browser until the frame after it was handled. */
  readonly inputs: readonly number[];
  readonly batches: number;
}

/** Runs in the page. Records into `globalThis.seen`, which it resets first. */
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

/**
 * Presses keys and watches the window during a running flood, once the list has reached its maximum length.
 * @param name the beginning of each figure's name
 */
export async function floodFigures(name: string, page: Page): Promise<Figures> {
  await untilFull(page);
  const devTools = await page.context().newCDPSession(page);
  const heapStart = await heapMib(devTools);
  const before = await receivedBy(page);
  await page.evaluate(WATCH);
  const startAt = performance.now();
  while (performance.now() < startAt + FLOOD_MS) {
    await setTimeout(INPUT_GAP_MS);
    await page.keyboard.press(KEY);
  }
  const after = await receivedBy(page);
  const seconds = (performance.now() - startAt) / 1000;
  const { frames, inputs, batches } = await page.evaluate<Seen>('seen');
  return {
    [`${name}MessagesPerSecond`]: (after.all - before.all) / seconds,
    [`${name}FramesPerSecond`]: framesPerSecond(frames),
    [`${name}WorstSecondFramesPerSecond`]: Math.min(...framesBySecond(frames)),
    [`${name}InputP95Ms`]: percentile(inputs, 95),
    [`${name}HeapStartMiB`]: heapStart,
    [`${name}HeapEndMiB`]: await heapMib(devTools),
    [`${name}BatchesPerFrame`]: batches / frames.length,
    [`${name}DroppedPercent`]: (after.dropped * 100) / after.all,
  };
}

/** @returns how many frames per second the window drew during the work */
export async function framesPerSecondOf(page: Page, work: () => Promise<void>): Promise<number> {
  await page.evaluate(WATCH);
  await work();
  const { frames } = await page.evaluate<Seen>('seen');
  return framesPerSecond(frames);
}

/** Waits until the list has reached its maximum length. */
async function untilFull(page: Page): Promise<void> {
  await page
    .locator(`[role="option"][aria-setsize="${String(MESSAGE_LIMIT)}"]`)
    .first()
    .waitFor({ timeout: FULL_TIMEOUT_MS });
}

/** @returns how many messages have arrived, and how many of them were dropped */
function receivedBy(page: Page): Promise<{ readonly all: number; readonly dropped: number }> {
  return page.evaluate(
    'sigma.snapshot().then(({ value: { view: { computer: { traffic } } } }) => ({ all: traffic.received, dropped: traffic.dropped }))',
  );
}

async function heapMib(devTools: CDPSession): Promise<number> {
  await devTools.send('HeapProfiler.collectGarbage');
  return (await devTools.send('Runtime.getHeapUsage')).usedSize / 1024 / 1024;
}

function framesPerSecond(frames: readonly number[]): number {
  return ((frames.length - 1) * 1000) / ((frames.at(-1) ?? 0) - (frames[0] ?? 0));
}

/** @returns the number of frames in each whole second */
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
