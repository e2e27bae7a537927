import { describe, it } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { ENGLISH } from '../../common/languages/english.ts';
import { LANGUAGE_TAGS, LANGUAGES } from '../../common/languages/languages.ts';
import type { SimulationOptions } from '../../engine/simulation/simulated-bridge.ts';
import { assertAccessible } from './accessibility.ts';
import { openSimulated, SIDE_BY_SIDE } from './sigma-window.ts';

const CHILDREN = ['service', 'mailslot', 'system', 'settings', 'check', 'about'] as const;

const LOOKS = {
  light: { colorScheme: 'light', forcedColors: null },
  dark: { colorScheme: 'dark', forcedColors: null },
  'high contrast': { colorScheme: null, forcedColors: 'active' },
} as const;

const COMPUTERS: Readonly<Record<string, SimulationOptions>> = {
  'a running service': {},
  'no service': { notInstalled: true },
  'a mailslot that is taken': { mailslotTaken: true },
};

async function assertAccessibleInEveryLook(page: Page, when: string): Promise<void> {
  for (const [look, media] of Object.entries(LOOKS)) {
    await page.emulateMedia(media);
    await assertAccessible(page, `${when}, ${look}`);
  }
}

async function assertReadableUnderMouse(
  page: Page,
  things: Readonly<Record<string, Locator>>,
): Promise<void> {
  for (const [look, media] of Object.entries(LOOKS)) {
    await page.emulateMedia(media);
    for (const [what, thing] of Object.entries(things)) {
      await thing.hover();
      await assertAccessible(page, `${what}, ${look}`, ['color-contrast']);
    }
  }
}

/** Opens every window side by side, in a language. */
async function openAll(simulation: SimulationOptions, language: (typeof LANGUAGE_TAGS)[number]) {
  const window = await openSimulated({ simulation });
  await window.children.beginWith(...CHILDREN.map((id) => ENGLISH.windows.titles[id]));
  await window.children.choose(ENGLISH.mdi.commands['tile-vertically']);
  await window.window('about').locator('details').first().waitFor();
  await window.window('check').locator('li').first().waitFor();
  await window.page.evaluate(`sigma.changeSettings({ language: '${language}' })`);
  const { titles } = LANGUAGES[language].words.windows;
  await window.page.getByRole('region', { name: titles.settings }).waitFor();
  return window;
}

describe('axe finds nothing', SIDE_BY_SIDE, () => {
  for (const [computer, simulation] of Object.entries(COMPUTERS)) {
    it(`with every window open and ${computer}, in every look`, async () => {
      await using window = await openAll(simulation, 'en');
      await assertAccessibleInEveryLook(window.page, computer);
    });
  }

  for (const language of LANGUAGE_TAGS.filter((tag) => tag !== 'en')) {
    it(`in ${LANGUAGES[language].name}, in every look`, async () => {
      await using window = await openAll({}, language);
      await assertAccessibleInEveryLook(window.page, language);
    });
  }

  it('too pale under the mouse, in any look', async () => {
    await using window = await openAll({}, 'en');
    const { page } = window;
    const { messages, mdi, requests, windows } = ENGLISH;
    await assertReadableUnderMouse(page, {
      'a button of a window': window
        .window('service')
        .getByRole('button', { name: requests.labels.stop, exact: true }),
      'a licence': window.window('about').locator('summary').first(),
      'a caption button': window.children.caption(mdi.minimise, windows.titles.messages),
    });
    // Its buttons have words only if there is room for them.
    await window.children.caption(mdi.maximise, windows.titles.messages).click();
    const rows = window.window('messages').getByRole('option');
    await rows.last().click();
    await window.button(messages.pause).click();
    await assertReadableUnderMouse(page, {
      'a button': window.button(messages.copy),
      'a button that is pressed': page.locator('.button[aria-pressed="true"]').first(),
      'a button that cannot be pressed': window.toolbarButton('start'),
      'the current message': rows.last(),
      'another message': rows.first(),
      'a part of the status bar': page.locator('.status-part').nth(1),
    });
  });

  it('in an error, a menu and a maximised window, in every look', async () => {
    await using window = await openSimulated({ simulation: { elevationCancelled: true } });
    const { frame, mdi, windows } = ENGLISH;
    await window.untilHealth('healthy');
    await window.toolbarButton('uninstall').click();
    await window.button(ENGLISH.requests.uninstalling.confirm).click();
    await window.button(frame.dismiss).waitFor();
    await window.children.caption(mdi.maximise, windows.titles.messages).click();
    await window.button(mdi.windowMenu).click();
    await assertAccessibleInEveryLook(window.page, 'a menu open');
  });
});
