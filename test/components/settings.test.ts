import assert from 'node:assert/strict';
import { mkdir, readFile, rmdir } from 'node:fs/promises';
import { describe, it } from 'node:test';
import type { Locator } from 'playwright-core';
import { ENGLISH } from '../../common/languages/english.ts';
import { LANGUAGE_TAGS, LANGUAGES } from '../../common/languages/languages.ts';
import type { Settings } from '../../common/settings.ts';
import { until } from '../e2e/until.ts';
import { MockUpdater } from '../unit/mock-updater.ts';
import type { SimulatedMain, SimulatedMainOptions } from './simulated-main.ts';
import { buttonIn, openSimulated, type SigmaWindow, SIDE_BY_SIDE } from './sigma-window.ts';

const { settings: words, frame, updates } = ENGLISH;

async function openSettings(options: SimulatedMainOptions = {}) {
  const window = await openSimulated(options);
  await window.untilHealth('healthy');
  const settings = await window.openChild('settings');
  return { window, settings, [Symbol.asyncDispose]: () => window[Symbol.asyncDispose]() };
}

/** Waits until the file has a setting with this value. */
function untilStored<S extends keyof Settings>(
  { main }: SigmaWindow<SimulatedMain>,
  setting: S,
  value: Settings[S],
): Promise<void> {
  return until(async () => {
    const stored = JSON.parse(await readFile(main.settingsPath, 'utf8')) as Settings;
    assert.equal(stored[setting], value);
  });
}

async function untilInOneRow(left: Locator, right: Locator): Promise<void> {
  await until(async () => {
    const [first, last] = [await left.boundingBox(), await right.boundingBox()];
    assert.ok(first !== null && last !== null);
    assert.ok(last.y < first.y + first.height);
  });
}

describe('a language', SIDE_BY_SIDE, () => {
  it('holds at once, everywhere, and is stored', async () => {
    await using opened = await openSettings();
    const { window } = opened;
    // By the element, because its window has another title in each language.
    const choice = window.page.locator('#child-settings select').nth(1);
    for (const language of [...LANGUAGE_TAGS.filter((tag) => tag !== 'en'), 'en'] as const) {
      const spoken = LANGUAGES[language].words;
      await choice.selectOption(LANGUAGES[language].name);
      await buttonIn(window.page, spoken.requests.labels.stop).first().waitFor();
      await window.statusPart('service').getByText(spoken.health.words.healthy, { exact: true }).waitFor();
      await window.page.getByRole('region', { name: spoken.windows.titles.settings }).waitFor();
      const [shown] = ((await window.page.locator('html').getAttribute('lang')) ?? '').split('-');
      assert.equal(shown, language);
      await untilStored(window, 'language', language);
    }
  });

  it('leaves the toolbar in one row if that is narrow', async () => {
    for (const language of LANGUAGE_TAGS) {
      await using window = await openSimulated({ settings: JSON.stringify({ language }) });
      const { requests, mdi } = LANGUAGES[language].words;
      await window.page.setViewportSize({ width: 800, height: 600 });
      await untilInOneRow(window.button(requests.labels.refresh), window.button(mdi.windowMenu));
    }
  });
});

describe('the other settings', SIDE_BY_SIDE, () => {
  it('a theme holds at once, and is stored', async () => {
    await using opened = await openSettings();
    const { window } = opened;
    for (const theme of ['dark', 'light'] as const) {
      await window.page.getByLabel(words.theme).selectOption(words.themes[theme]);
      await until(async () => {
        assert.ok(await window.page.evaluate(`matchMedia('(prefers-color-scheme: ${theme})').matches`));
      });
      await untilStored(window, 'theme', theme);
    }
  });

  it('a switch is used by the keyboard, and stored', async () => {
    await using opened = await openSettings();
    const { window } = opened;
    const notifications = window.page.getByRole('switch', { name: words.notifications });
    assert.equal(await notifications.isChecked(), true);
    await notifications.focus();
    await window.press('Space');
    await untilStored(window, 'notifications', false);
    await notifications.and(window.page.getByRole('switch', { checked: false })).waitFor();
  });

  it('the posting interval is chosen, asked for, and shown by the service', async () => {
    await using opened = await openSettings();
    const { window } = opened;
    const apply = window.button(words.apply);
    assert.equal(await apply.getAttribute('title'), words.sameInterval);
    await window.page.getByLabel(words.postInterval).selectOption('250');
    await apply.focus();
    await window.press('Enter');
    const { clock } = window.main;
    await until(() => {
      const { scm: service } = window.main.known();
      assert.ok(service.kind === 'present' && service.configuration?.postIntervalMs === 250);
    });
    const before = window.main.known().traffic.received;
    await clock.skip(2500);
    assert.ok(window.main.known().traffic.received >= before + 8);
    await window.statusPart('service').click();
    const every = ENGLISH.service.every(ENGLISH.service.units.milliseconds(250));
    await window.window('service').getByText(every, { exact: true }).waitFor();
  });

  it('say why they cannot be stored, with the details to copy, until they can', async () => {
    await using opened = await openSettings();
    const { window, settings } = opened;
    const { settingsPath } = window.main;
    await mkdir(settingsPath);
    await window.page.getByLabel(words.theme).selectOption(words.themes.light);
    const alert = settings.getByRole('alert');
    await alert.filter({ hasText: words.notStored }).waitFor();
    await buttonIn(settings, frame.copyDetails).click();
    await buttonIn(settings, frame.copied).waitFor();
    const filter = window.page.getByRole('searchbox', { name: ENGLISH.messages.filter });
    await filter.focus();
    await window.press('Control+v');
    assert.ok((await filter.inputValue()).startsWith(words.notStored));
    await rmdir(settingsPath);
    await window.page.getByLabel(words.theme).selectOption(words.themes.dark);
    await alert.waitFor({ state: 'detached' });
  });

  it('in a damaged file are set aside as they are, with a message, and defaults apply', async () => {
    const damaged = '{"theme":"dark",';
    await using opened = await openSettings({ settings: damaged });
    const { window } = opened;
    const { settingsPath } = window.main;
    const message = window.page
      .getByRole('status')
      .filter({ hasText: frame.settingsTrouble['set-aside'].title });
    await message
      .filter({ hasText: frame.settingsTrouble['set-aside'].text(`${settingsPath}.damaged`) })
      .waitFor();
    assert.equal(await window.page.getByLabel(words.theme).inputValue(), 'system');
    assert.equal(await readFile(`${settingsPath}.damaged`, 'utf8'), damaged);
    await window.page.getByLabel(words.theme).selectOption(words.themes.dark);
    await message.waitFor({ state: 'detached' });
  });
});

describe('updates', SIDE_BY_SIDE, () => {
  it('are not looked for by a build that cannot: the switch says why, and does nothing', async () => {
    await using opened = await openSettings();
    const { window } = opened;
    const look = window.page.getByRole('switch', { name: updates.look });
    await look.focus();
    await window.press('Space');
    assert.equal(await look.isChecked(), false);
    assert.equal(await look.getAttribute('aria-disabled'), 'true');
    await window.untilText(updates.obstacles['not-packaged']);
  });

  it('are told in a bar, and downloaded and installed by a button each', async () => {
    const updater = new MockUpdater();
    await using opened = await openSettings({ updater });
    const { window, settings } = opened;
    await window.page
      .getByRole('status')
      .filter({ hasText: updates.available('2.0.0') })
      .first()
      .waitFor();
    await settings.getByText(updates.notes('2.0.0')).waitFor();
    await buttonIn(settings, updates.download).click();
    await buttonIn(settings, updates.install).click();
    await settings.getByText(updates.installing('2.0.0')).waitFor();
    assert.deepEqual(updater.asked, ['check stable', 'download', 'install']);
  });

  it('are shown in the Settings window by their bar, and told once', async () => {
    const updater = new MockUpdater();
    await using window = await openSimulated({ updater });
    const bar = window.page.locator('.message-bar').filter({ hasText: updates.available('2.0.0') });
    await buttonIn(bar, updates.show).click();
    await window.window('settings').waitFor();
    await buttonIn(bar, frame.dismiss).click();
    await bar.waitFor({ state: 'detached' });
    await window.page.getByLabel(updates.channel).selectOption(updates.channels.beta);
    await until(() => {
      assert.equal(updater.asked.length, 2);
    });
    await window.window('settings').getByText(updates.available('2.0.0')).waitFor();
    assert.equal(await bar.count(), 0);
  });

  it('come from the channel that was chosen, and not at all once that is switched off', async () => {
    const updater = new MockUpdater();
    await using opened = await openSettings({ updater });
    const { window } = opened;
    await window.page.getByLabel(updates.channel).selectOption(updates.channels.beta);
    await until(() => {
      assert.deepEqual(updater.asked, ['check stable', 'check beta']);
    });
    await window.page.getByRole('switch', { name: updates.look }).click();
    await window.page.getByLabel(updates.channel).waitFor({ state: 'detached' });
    assert.deepEqual(updater.asked, ['check stable', 'check beta']);
  });
});
