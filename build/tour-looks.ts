import type { Page } from 'playwright-core';

/** The steps of which the tour keeps every look. */
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
  // A scale of 200 % halves what a window of 800 by 600 holds.
  await page.setViewportSize({ width: 400, height: 300 });
  await take('800x600-at-200-percent');
  await page.setViewportSize(SIZE);
}
