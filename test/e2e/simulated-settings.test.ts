import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import type { Locator } from 'playwright-core';
import { assertAccessible } from './accessibility.ts';
import { ChildWindows } from './child-windows.ts';
import { startSigma, type SigmaApp } from './sigma-app.ts';

describe('settings', { timeout: 120_000 }, () => {
  let userDataFolder: string;
  let sigma: SigmaApp;

  before(async () => {
    userDataFolder = await mkdtemp(join(tmpdir(), 'sigma-settings-'));
    sigma = await startSigma({ userDataFolder });
  });
  after(async () => {
    await sigma[Symbol.asyncDispose]();
    await rm(userDataFolder, { recursive: true, maxRetries: 5 });
  });

  async function startAgain(): Promise<void> {
    await sigma.close();
    sigma = await startSigma({ userDataFolder });
  }

  /** The colour behind everything, which the theme decides. */
  function isDark(): Promise<boolean> {
    return sigma.page.evaluate<boolean>('matchMedia("(prefers-color-scheme: dark)").matches');
  }

  async function untilInOneRow(left: Locator, right: Locator): Promise<void> {
    for (;;) {
      const [first, last] = [await left.boundingBox(), await right.boundingBox()];
      assert.ok(first !== null && last !== null);
      if (last.y < first.y + first.height) return;
      await setTimeout(100);
    }
  }

  it('a language holds at once, everywhere, and in the next run', async () => {
    const windows = new ChildWindows(sigma.page);
    await windows.choose('Open Settings');
    await sigma.page.getByLabel('Language').selectOption('Deutsch');
    await sigma.button('Beenden').waitFor();
    await sigma.untilShown('service', 'Läuft');
    await windows.window('Einstellungen').waitFor();
    assert.equal(await sigma.page.locator('html').getAttribute('lang'), 'de');
    await sigma.page.setViewportSize({ width: 800, height: 600 });
    await untilInOneRow(sigma.button('Aktualisieren'), sigma.button('Fenster'));
    await startAgain();
    await sigma.button('Beenden').waitFor();
  });

  it('a theme holds at once, and in the next run', async () => {
    await sigma.page.getByLabel('Sprache').selectOption('English');
    await sigma.page.getByLabel('Theme').selectOption('Dark');
    await sigma.page.waitForFunction('matchMedia("(prefers-color-scheme: dark)").matches');
    await startAgain();
    assert.equal(await isDark(), true);
    await sigma.page.getByLabel('Theme').selectOption('Light');
    await sigma.page.waitForFunction('!matchMedia("(prefers-color-scheme: dark)").matches');
  });

  it('a switch is used by the keyboard, and stored', async () => {
    const notifications = sigma.page.getByRole('switch', { name: 'Notifications' });
    assert.equal(await notifications.isChecked(), true);
    await notifications.focus();
    await sigma.page.keyboard.press('Space');
    await startAgain();
    assert.equal(await sigma.page.getByRole('switch', { name: 'Notifications' }).isChecked(), false);
  });

  it('the posting interval is chosen, asked for, and shown by the service', async () => {
    const apply = sigma.button('Apply');
    assert.equal(await apply.getAttribute('title'), 'The service has this interval already.');
    await sigma.page.getByLabel('Posting interval').selectOption({ label: 'Every 250 ms' });
    await apply.focus();
    await sigma.page.keyboard.press('Enter');
    await sigma.untilSnapshot(
      ({ view: { service } }) => service.kind === 'present' && service.configuration?.postIntervalMs === 250,
    );
    const before = await sigma.latestNumber();
    await sigma.untilNumber(before + 8);
    await sigma.statusPart('service').click();
    await sigma.page.getByRole('region', { name: 'Service' }).getByText('Every 250 ms').waitFor();
  });

  it('say in each language why this build looks for no updates, and the switch does nothing', async () => {
    const said = [
      ['English', 'Language', 'Look for updates', 'Not possible: this Sigma was not installed'],
      ['Deutsch', 'Language', 'Nach Updates suchen', 'Nicht möglich: Dieses Sigma wurde nicht installiert'],
    ] as const;
    for (const [language, label, name, reason] of said) {
      await sigma.page.getByLabel(label).selectOption(language);
      const look = sigma.page.getByRole('switch', { name });
      await look.focus();
      await sigma.page.keyboard.press('Space');
      assert.equal(await look.isChecked(), false);
      assert.equal(await look.getAttribute('aria-disabled'), 'true');
      await sigma.page.getByText(reason).waitFor();
      await assertAccessible(sigma.page, language);
    }
    await sigma.page.getByLabel('Sprache').selectOption('English');
    await sigma.page.getByRole('switch', { name: 'Look for updates' }).waitFor();
  });

  it('say why they cannot be stored, with the details to copy', async () => {
    const file = join(userDataFolder, 'settings.json');
    await rm(file);
    await mkdir(file);
    await sigma.page.getByLabel('Theme').selectOption('Light');
    const settings = new ChildWindows(sigma.page).window('Settings');
    await settings.getByRole('alert').waitFor();
    await settings.getByRole('button', { name: 'Copy details', exact: true }).click();
    await settings.getByRole('button', { name: 'Copied', exact: true }).waitFor();
    const filter = sigma.page.getByPlaceholder('Filter messages');
    await filter.focus();
    await sigma.page.keyboard.press('Control+v');
    assert.match(await filter.inputValue(), /The setting holds, but could not be stored/);
    await rmdir(file);
    await sigma.page.getByLabel('Theme').selectOption('Dark');
    await settings.getByRole('alert').waitFor({ state: 'detached' });
  });

  it('in a damaged file are set aside as they are, with a message, and defaults apply', async () => {
    await sigma.close();
    const file = join(userDataFolder, 'settings.json');
    await writeFile(file, '{"theme":"dark",');
    sigma = await startSigma({ userDataFolder });
    await sigma.page.getByText('The settings could not be read').waitFor();
    assert.equal(await isDark(), false);
    assert.equal(await readFile(`${file}.damaged`, 'utf8'), '{"theme":"dark",');
    await sigma.page.getByLabel('Theme').selectOption('Dark');
    await sigma.page.getByText('The settings could not be read').waitFor({ state: 'detached' });
  });
});
