import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ENGLISH } from '../../common/languages/english.ts';
import { openMdi } from './mdi-subject.ts';
import { SIDE_BY_SIDE } from './sigma-window.ts';

const { mdi: words, windows } = ENGLISH;
const { messages, system, mailslot, service } = windows.titles;

/** Version 1, in which each window's id was its kind. */
const FORMER_LAYOUT = JSON.stringify({
  version: 1,
  order: ['mailslot', 'messages', 'service'],
  isMaximised: false,
  windows: {
    messages: {},
    service: { rectangle: { left: 150, top: 30, width: 400, height: 300 } },
    mailslot: { slot: 0 },
    system: {},
    settings: { rectangle: { left: 20, top: 40, width: 420, height: 310 } },
    check: {},
    about: {},
  },
});

describe('the Window menu', SIDE_BY_SIDE, () => {
  it('lists the open windows with a check mark at the active one, and opens the others', async () => {
    await using window = await openMdi('system', 'mailslot');
    const { page } = window;
    await window.button(words.windowMenu).click();
    const items = page.getByRole('menuitemradio');
    assert.deepEqual(await items.allInnerTexts(), [messages, mailslot, system]);
    assert.equal(await page.getByRole('menuitemradio', { checked: true }).innerText(), mailslot);
    assert.equal(await page.getByRole('menuitem', { name: windows.open(service) }).count(), 1);
  });

  it('names its commands also if the toolbar has no room for words, as the system menu does', async () => {
    await using window = await openMdi('system');
    const { children, page } = window;
    await page.setViewportSize({ width: 800, height: 600 });
    await children.caption(words.maximise, system).click();
    for (const [opener, item] of [
      [words.windowMenu, words.commands['tile-vertically']],
      [words.systemMenu(system), words.restore],
    ] as const) {
      await window.button(opener).click();
      const label = await page.getByRole('menu').getByText(item, { exact: true }).boundingBox();
      assert.ok(label !== null && label.width > 30 && label.height > 10, `${item}: ${JSON.stringify(label)}`);
      await children.press('Escape');
    }
  });
});

describe('the layout of the child windows', SIDE_BY_SIDE, () => {
  it('is kept when the window is reloaded', async () => {
    await using window = await openMdi('system', 'mailslot', 'service');
    const { children, page } = window;
    await children.choose(words.commands.cascade);
    await children.drag(system, 70, 50);
    await children.choose(service);
    await children.caption(words.minimise, service).click();
    const titles = [messages, system, mailslot, service];
    const before = await Promise.all(titles.map((title) => children.box(title)));
    await page.reload();
    for (const [index, title] of titles.entries()) await children.untilBox(title, before[index] ?? {});
    assert.equal(await page.locator('.child-window.active h2').innerText(), system);
  });

  it('is kept as a Sigma wrote it whose windows had other ids', async () => {
    await using window = await openMdi();
    const { children, page } = window;
    await page.evaluate(`localStorage.setItem('sigma.layout', '${FORMER_LAYOUT}')`);
    await page.reload();
    await children.untilBox(service, { x: 150, y: 30, width: 400, height: 300 });
    assert.equal(await page.locator('.child-window.active h2').innerText(), service);
    assert.equal(await page.locator('.child-window.minimised h2').innerText(), mailslot);
    await children.choose(windows.open(windows.titles.settings));
    await children.untilBox(windows.titles.settings, { x: 20, y: 40, width: 420, height: 310 });
  });

  it('is what it is at first if the kept one is damaged', async () => {
    await using window = await openMdi();
    const { children, page } = window;
    const first = await children.box(messages);
    await window.openChild('system');
    await children.choose(words.commands.cascade);
    await page.evaluate(`localStorage.setItem('sigma.layout', '{"version":1,"order":7}')`);
    await page.reload();
    await children.untilBox(messages, first);
    assert.equal(await window.window('system').count(), 0);
  });

  it('is what it is at first after it was reset', async () => {
    await using window = await openMdi();
    const { children } = window;
    const first = await children.box(messages);
    await window.openChild('system');
    await children.choose(words.commands.cascade);
    await children.choose(words.commands['reset-layout']);
    await children.untilBox(messages, first);
    assert.equal(await window.window('system').count(), 0);
  });
});
