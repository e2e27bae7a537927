import { after } from 'node:test';
import { chromium, type Browser } from 'playwright-core';
import { HEADLESS_BROWSER, pathOf } from '../../build/tools.ts';

let started: Promise<Browser> | undefined;

/** @returns the one browser of this file of tests, which is a process of its own */
export function browser(): Promise<Browser> {
  started ??= start();
  return started;
}

after(async () => {
  await (await started)?.close();
});

async function start(): Promise<Browser> {
  // Chromium's sandbox refuses to work for root.
  return chromium.launch({
    executablePath: pathOf(HEADLESS_BROWSER),
    chromiumSandbox: process.getuid?.() !== 0,
  });
}
