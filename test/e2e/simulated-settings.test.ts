import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { ENGLISH } from '../../common/languages/english.ts';
import { GERMAN } from '../../common/languages/german.ts';
import { LANGUAGES } from '../../common/languages/languages.ts';
import { ChildWindows, type Box } from './child-windows.ts';
import { startSigma, type SigmaApp } from './sigma-app.ts';
import { until } from './until.ts';

const { settings: words, windows, mdi, frame } = ENGLISH;
const { system, mailslot, settings } = windows.titles;

/** What the user has arranged and chosen, from one run to the next. */
describe('settings and layout', { timeout: 180_000 }, () => {
  let userDataFolder: string;
  let sigma: SigmaApp;
  let places: { readonly system: Box; readonly mailslot: Box };

  before(async () => {
    userDataFolder = await mkdtemp(join(tmpdir(), 'sigma-settings-'));
    await start();
  });
  after(async () => {
    await sigma[Symbol.asyncDispose]();
    await rm(userDataFolder, { recursive: true, force: true, maxRetries: 5 });
  });

  async function start(): Promise<void> {
    sigma = await startSigma({ userDataFolder });
    await sigma.page.setViewportSize({ width: 1100, height: 700 });
  }

  /** Waits until the page has this color scheme, which the theme decides. */
  async function untilScheme(scheme: 'dark' | 'light'): Promise<void> {
    // The page's waitForFunction cannot be used: the content security policy lets it evaluate text only once.
    await until(async () => {
      assert.ok(await sigma.page.evaluate(`matchMedia('(prefers-color-scheme: ${scheme})').matches`));
    });
  }

  it('take effect immediately', async () => {
    const children = new ChildWindows(sigma.page);
    await children.beginWith(mailslot, system);
    await children.drag(system, -60, 40);
    await children.caption(mdi.minimise, mailslot).click();
    places = { system: await children.box(system), mailslot: await children.box(mailslot) };
    await children.choose(windows.open(settings));
    await sigma.page.getByLabel(words.theme).selectOption(words.themes.dark);
    await untilScheme('dark');
    await sigma.page.getByRole('switch', { name: words.notifications }).click();
    await sigma.page.getByLabel(words.language).selectOption(LANGUAGES.de.name);
    await sigma.button(GERMAN.requests.labels.stop).waitFor();
    assert.equal(await sigma.close(), 0);
  });

  it('are kept for the next run', async () => {
    await start();
    await sigma.button(GERMAN.requests.labels.stop).waitFor();
    await untilScheme('dark');
    assert.equal(
      await sigma.page.getByRole('switch', { name: GERMAN.settings.notifications }).isChecked(),
      false,
    );
    assert.equal(
      await sigma.page.locator('.child-window.active h2').innerText(),
      GERMAN.windows.titles.settings,
    );
    await sigma.page.getByLabel(GERMAN.settings.language).selectOption(LANGUAGES.en.name);
    const children = new ChildWindows(sigma.page);
    await children.untilBox(system, places.system);
    await children.untilBox(mailslot, places.mailslot);
    await sigma.page.getByLabel(words.theme).selectOption(words.themes.light);
    await untilScheme('light');
    assert.equal(await sigma.close(), 0);
  });

  it('in a damaged file are set aside, with a message, and defaults apply', async () => {
    const file = join(userDataFolder, 'settings.json');
    await writeFile(file, '{"theme":"dark",');
    await start();
    await sigma.page.getByText(frame.settingsTrouble['set-aside'].title).waitFor();
    assert.equal(await sigma.page.getByLabel(words.theme).inputValue(), 'system');
    await untilScheme('light');
    assert.equal(await readFile(`${file}.damaged`, 'utf8'), '{"theme":"dark",');
    await sigma.page.getByLabel(words.theme).selectOption(words.themes.dark);
    await sigma.page.getByText(frame.settingsTrouble['set-aside'].title).waitFor({ state: 'detached' });
  });
});
