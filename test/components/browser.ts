import { after } from 'node:test';
import { chromium, type Browser } from 'playwright-core';
import { HEADLESS_BROWSER, pathOf } from '../../build/tools.ts';

let started: Promise<Browser> | undefined;

/** @returns the one browser of this file of tests, which is a process of its own */
export function browser(): Promise<Browser> {
  started ??= start();
  return started;
}

/** Ends it. A file of tests does so by itself. */
export async function closeBrowser(): Promise<void> {
  await (await started)?.close();
}

after(closeBrowser);

async function start(): Promise<Browser> {
  // Chromium's sandbox refuses to work for root.
  return chromium.launch({
    executablePath: pathOf(HEADLESS_BROWSER),
    chromiumSandbox: process.getuid?.() !== 0,
  });
}
