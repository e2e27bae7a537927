import type { Page } from 'playwright-core';

/** The child windows that the tour opens, besides the one that is open at first. */
const OPENED = ['Open Service', 'Open Mailslot', 'Open System'];

/** Takes pictures of the child windows in every arrangement, and restores the layout. */
export async function takeArrangements(page: Page, pathPrefix: string): Promise<void> {
  const take = (arrangement: string) => page.screenshot({ path: `${pathPrefix}-${arrangement}.png` });
  const choose = async (item: string): Promise<void> => {
    await page.getByRole('button', { name: 'Window', exact: true }).click();
    await page.getByRole('menu').getByText(item, { exact: true }).click();
  };
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();

  // The first run opens the Service window on its own.
  await choose('Reset layout');
  for (const item of OPENED) await choose(item);
  await choose('Cascade');
  await take('cascade');
  await choose('Tile horizontally');
  await take('tiled-horizontally');
  await choose('Tile vertically');
  await take('tiled-vertically');
  await press('Minimise System');
  await press('Minimise Mailslot');
  await take('minimised');
  await choose('Messages');
  await press('Maximise Messages');
  await take('maximised');
  await choose('Reset layout');
}
