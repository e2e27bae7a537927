import { after } from 'node:test';
import { chromium, type Browser } from 'playwright-core';
import { CHROMIUM, missingText } from '../../build/tools.ts';

let started: Promise<Browser> | undefined;

/** @returns the one browser of this file of tests, which is a process of its own */
export function browser(): Promise<Browser> {
  started ??= start();
  return started;
}

after(async () => {
  await (await started)?.close();
});

function start(): Promise<Browser> {
  const executablePath = CHROMIUM.find();
  if (executablePath === undefined) throw new Error(missingText(CHROMIUM));
  // Chromium's sandbox refuses to work for root.
  return chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 });
}
