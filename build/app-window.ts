import { setTimeout } from 'node:timers/promises';
import { chromium, type Locator, type Page } from 'playwright-core';
import type { LaunchedApp } from './launch-app.ts';

/** How long the window may take to appear, in milliseconds: creating a Wine prefix takes a while. */
const APPEAR_TIMEOUT_MS = 90_000;
const POLL_MS = 100;

/** The window's address, in Electron and in the stand-in host. */
const WINDOW_ADDRESS = /^(app:\/\/sigma|https:\/\/sigma\.localhost)\//;

/**
 * Attaches to the window of a launched app once its content is there.
 * @throws Error if the app ends first, or the window does not appear
 */
export async function attachToWindow({
  debuggingPort,
  ended,
}: Pick<LaunchedApp, 'debuggingPort' | 'ended'>): Promise<Page> {
  const end = ended.then((code) => {
    throw new Error(`Sigma ended with exit code ${code} before its window appeared.`);
  });
  return Promise.race([end, findWindow(`http://127.0.0.1:${debuggingPort}`)]);
}

/** @returns a button of the toolbar; the Service window has buttons with the same names */
export function toolbarButton(page: Page, name: string): Locator {
  return page.getByRole('toolbar').getByRole('button', { name, exact: true });
}

/** Ends the app of a window. Closing the window might not, because Sigma stays in the notification area. */
export async function quit(page: Page): Promise<void> {
  const session = await page.context().browser()?.newBrowserCDPSession();
  // The app may end before it can answer.
  session?.send('Browser.close').catch(() => undefined);
}

async function findWindow(address: string): Promise<Page> {
  const deadline = AbortSignal.timeout(APPEAR_TIMEOUT_MS);
  while (!(await answers(`${address}/json/version`)))
    await setTimeout(POLL_MS, undefined, { signal: deadline });
  const browser = await chromium.connectOverCDP(address);
  let page: Page | undefined;
  while (page === undefined) {
    await setTimeout(POLL_MS, undefined, { signal: deadline });
    page = browser.contexts()[0]?.pages()[0];
  }
  await page.waitForURL(WINDOW_ADDRESS, { timeout: APPEAR_TIMEOUT_MS });
  await page.locator('footer').waitFor();
  return page;
}

async function answers(address: string): Promise<boolean> {
  return fetch(address).then(
    ({ ok }) => ok,
    () => false,
  );
}
