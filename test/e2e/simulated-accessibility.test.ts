import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { assertAccessible } from './accessibility.ts';
import { ChildWindows } from './child-windows.ts';
import { startSigma } from './sigma-app.ts';

const CHILDREN = ['Service', 'Mailslot', 'System', 'Settings', 'About Sigma'] as const;

const LOOKS = {
  light: { colorScheme: 'light', forcedColors: null },
  dark: { colorScheme: 'dark', forcedColors: null },
  'high contrast': { colorScheme: null, forcedColors: 'active' },
} as const;

async function assertAccessibleInEveryLook(page: Page, when: string): Promise<void> {
  for (const [look, media] of Object.entries(LOOKS)) {
    await page.emulateMedia(media);
    await assertAccessible(page, `${when} ${look}`);
  }
}

describe('axe finds nothing', { timeout: 360_000 }, () => {
  for (const simulation of ['', 'not-installed', 'mailslot-taken']) {
    it(`with every window open${simulation === '' ? '' : `, ${simulation}`}, in every look`, async () => {
      await using sigma = await startSigma({ simulation });
      const windows = new ChildWindows(sigma.page);
      await windows.beginWith(...CHILDREN);
      await windows.choose('Tile vertically');
      await assertAccessibleInEveryLook(sigma.page, simulation);
    });
  }

  it('in German, in every look', async () => {
    await using sigma = await startSigma();
    const windows = new ChildWindows(sigma.page);
    await windows.beginWith(...CHILDREN);
    await windows.choose('Tile vertically');
    await sigma.page.getByLabel('Language').selectOption('Deutsch');
    await windows.window('Einstellungen').waitFor();
    await assertAccessibleInEveryLook(sigma.page, 'in German');
  });

  it('in an error, a menu and a maximised window', async () => {
    await using sigma = await startSigma({ simulation: 'elevation-cancelled' });
    const windows = new ChildWindows(sigma.page);
    await sigma.button('Uninstall service').click();
    await sigma.button('Dismiss').waitFor();
    await windows.caption('Maximise', 'Messages').click();
    await sigma.button('Window').click();
    await assertAccessibleInEveryLook(sigma.page, 'a menu open');
  });
});

describe('a toolbar button reached by the keyboard', { timeout: 120_000 }, () => {
  it('shows what it does, or why it does nothing now, which is no part of its name', async () => {
    await using sigma = await startSigma();
    await sigma.untilShown('service', 'Running');
    const shown = () =>
      sigma.page.evaluate<string>(`getComputedStyle(document.activeElement, '::after').content`);
    await sigma.button('Refresh').click();
    assert.equal(await shown(), 'none', 'the pointer has the tool tip of the browser');
    await sigma.page.keyboard.press('Home');
    assert.match(await shown(), /^"The service is already installed\."/);
    await sigma.page.getByRole('button', { name: 'Install service', exact: true }).waitFor();
    await sigma.page.keyboard.press('End');
    assert.match(await shown(), /^"Asks Windows /);
    await sigma.page.keyboard.press('Escape');
    assert.equal(await shown(), 'none', 'Escape takes it away');
    await sigma.page.keyboard.press('Home');
    assert.match(await shown(), /^"The service is already installed\."/);
  });
});
