import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { ENGLISH } from '../../common/languages/english.ts';
import { LANGUAGE_TAGS, LANGUAGES } from '../../common/languages/languages.ts';
import type { SimulationOptions } from '../../native-bridge/simulated/simulated-bridge.ts';
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

/** Opens every window, side by side, in a language. */
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
