import { writeFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';

/** The steps that the tour captures in every look. */
export const LOOKS: ReadonlySet<string> = new Set(['not-installed', 'running']);

const SIZE = { width: 1100, height: 720 };

/** Takes the window's picture in each look: dark, high contrast, small, and at 200 % scale. */
export async function takeLooks(page: Page, pathPrefix: string): Promise<void> {
  const take = (look: string) => page.screenshot({ path: `${pathPrefix}-${look}.png` });
  await page.emulateMedia({ colorScheme: 'dark' });
  await take('dark');
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
  await take('high-contrast');
  await page.emulateMedia({ colorScheme: null, forcedColors: null });
  await page.setViewportSize({ width: 800, height: 600 });
  await take('800x600');
  await takeAtDoubleScale(page, `${pathPrefix}-800x600-at-200-percent.png`);
  await page.setViewportSize(SIZE);
}

/** Takes a picture of a window of 800 by 600 pixels at 200 % scale, which has half the room. */
async function takeAtDoubleScale(page: Page, path: string): Promise<void> {
  const size = { width: 400, height: 300 };
  await page.setViewportSize(size);
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setDeviceMetricsOverride', { ...size, deviceScaleFactor: 2, mobile: false });
  // Playwright's own screenshot would be at scale 1.
  const { data } = await session.send('Page.captureScreenshot', { format: 'png' });
  await writeFile(path, data, 'base64');
  await session.detach();
}
