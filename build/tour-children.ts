import type { Page } from 'playwright-core';

/** The titles of the child windows, in English; Messages is open at first. */
const CHILDREN = [
  'Messages',
  'Service',
  'Mailslot',
  'System',
  'Settings',
  'Check Sigma',
  'About Sigma',
] as const;

const LOOKS = {
  light: { colorScheme: 'light', forcedColors: null },
  dark: { colorScheme: 'dark', forcedColors: null },
  'high-contrast': { colorScheme: 'light', forcedColors: 'active' },
} as const;

/** Takes a picture of every child window, maximised, in each look, and of all of them in German. */
export async function takeChildren(page: Page, pathPrefix: string): Promise<void> {
  const choose = async (item: string): Promise<void> => {
    await page.getByRole('button', { name: 'Window', exact: true }).click();
    await page.getByRole('menu').getByText(item, { exact: true }).click();
  };

  async function takeEveryLook(what: string): Promise<void> {
    for (const [look, media] of Object.entries(LOOKS)) {
      await page.emulateMedia(media);
      await page.screenshot({ path: `${pathPrefix}-${what.toLowerCase().replace(' ', '-')}-${look}.png` });
    }
    await page.emulateMedia({ colorScheme: null, forcedColors: null });
  }

  await choose('Reset layout');
  for (const child of CHILDREN) {
    if ((await page.getByRole('region', { name: child, exact: true }).count()) === 0)
      await choose(`Open ${child}`);
    await page.getByRole('button', { name: `Maximise ${child}`, exact: true }).click();
    await takeEveryLook(child);
    if (child === 'Messages') {
      // The latest message in full.
      await page.getByRole('listbox').focus();
      await page.keyboard.press('End');
      await page.getByRole('button', { name: 'Details', exact: true }).click();
      await takeEveryLook('Message details');
      await page.getByRole('button', { name: 'Details', exact: true }).click();
    }
    await page.getByRole('button', { name: `Restore ${child}`, exact: true }).click();
  }
  await choose('Cascade');
  await page.getByLabel('Language').selectOption('Deutsch');
  await page.getByRole('button', { name: 'Fenster', exact: true }).waitFor();
  await page.screenshot({ path: `${pathPrefix}-german.png` });
  await page.getByLabel('Sprache').selectOption('English');
  await page.getByRole('button', { name: 'Window', exact: true }).waitFor();
  await choose('Reset layout');
}
