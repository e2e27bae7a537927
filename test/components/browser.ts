import { after } from 'node:test';
import { chromium, type Browser } from 'playwright-core';
import { HEADLESS_BROWSER, pathOf } from '../../build/tools.ts';

let started: Promise<Browser> | undefined;

/** @returns the only browser of this test file, a process of its own */
export function browser(): Promise<Browser> {
  started ??= start();
  return started;
}

/** Ends the browser, as every test file does at its end. */
export async function closeBrowser(): Promise<void> {
  await (await started)?.close();
}

after(closeBrowser);

async function start(): Promise<Browser> {
  // Chromium's sandbox does not work for root.
  return chromium.launch({
    executablePath: pathOf(HEADLESS_BROWSER),
    chromiumSandbox: process.getuid?.() !== 0,
  });
}
