import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ENGLISH } from '../../common/languages/english.ts';
import { openMdi } from './mdi-subject.ts';
import { SIDE_BY_SIDE } from './sigma-window.ts';

const { mdi: words } = ENGLISH;
const { messages, system, mailslot, service } = ENGLISH.windows.titles;

/** The child windows and the focus, by the keyboard. */
describe('child windows by the keyboard', SIDE_BY_SIDE, () => {
  it('are reached and restored while they are minimised', async () => {
    await using window = await openMdi('system', 'mailslot');
    const { children, page } = window;
    const goToSystem = async () => {
      for (const title of [messages, system]) {
        await children.press('Control+Tab');
        await children.untilFocused(title);
      }
    };
    await children.caption(words.minimise, system).click();
    await children.untilFocused(mailslot);
    await goToSystem();
    assert.equal(await children.content(system).isVisible(), false);
    await children.press('Enter');
    await children.content(system).waitFor();
    await children.untilFocused(system);

    await children.caption(words.minimise, system).click();
    await children.untilFocused(mailslot);
    await goToSystem();
    await children.press('Alt+-');
    await page.getByRole('menu').getByText(words.restore, { exact: true }).click();
    await children.content(system).waitFor();
    await children.untilFocused(system);
  });

  it('are restored by Enter also after they were minimised by their menu', async () => {
    await using window = await openMdi('system');
    const { children, page } = window;
    const minimise = async (title: string) => {
      await window.button(words.systemMenu(title)).click();
      await page.getByRole('menu').getByText(words.minimise, { exact: true }).click();
    };
    await minimise(system);
    await children.untilFocused(messages);
    await minimise(messages);
    await children.content(messages).waitFor({ state: 'hidden' });
    await children.press('Enter');
    await children.content(messages).waitFor();

    await children.press('Control+Tab');
    await children.untilFocused(system);
    await children.press('Enter');
    await children.content(system).waitFor();
  });

  it('have the focus at first if the keys do something: in Messages in its list', async () => {
    await using window = await openMdi('system');
    const { children, page } = window;
    await children.caption(words.close, messages).click();
    await window.openChild('messages');
    await children.untilFocused(messages);
    await children.press('End');
    await page.getByRole('option', { selected: true }).waitFor();
  });

  it('are gone through, closed and left, and the focus returns', async () => {
    await using window = await openMdi('system', 'mailslot');
    const { children, page } = window;
    const list = page.getByRole('listbox', { name: messages });
    await list.focus();
    await children.untilFocused(messages);
    await children.press('Control+Tab');
    await children.untilFocused(mailslot);
    await children.press('Control+F6');
    await children.untilFocused(system);
    await children.press('Control+Shift+F6', 'Control+Shift+Tab');
    await children.untilFocused(messages);
    await children.choose(system);
    await children.untilFocused(system);
    await children.press('Control+F4');
    await children.untilFocused(messages);
    assert.equal(await window.window('system').count(), 0);
    assert.ok(await list.and(page.locator(':focus')).isVisible());
    await children.press('Control+F4', 'Control+F4');
    await window.untilText(words.noWindow);
    await window.openChild('messages');
    await children.untilFocused(messages);
  });

  it('are moved and sized through the system menu', async () => {
    await using window = await openMdi('system');
    const { children } = window;
    const { x, y, width, height } = await children.box(system);
    await children.press('Alt+-', 'm', 'Enter');
    await window.untilText(words.moveByKeyboard);
    await children.press('ArrowRight', 'ArrowDown', 'Control+ArrowDown', 'Enter');
    await children.untilBox(system, { x: x + 10, y: y + 11, width, height });

    await children.press('Alt+-', 's', 'Enter', 'ArrowLeft', 'ArrowUp', 'ArrowUp', 'Enter');
    await children.untilBox(system, { x, y: y - 9, width: width + 10, height: height + 20 });
    await children.press('Alt+-', 'm', 'Enter', 'ArrowRight', 'Escape');
    await children.untilBox(system, { x, y: y - 9 });

    await children.press('Alt+-', 'Escape');
    await children.untilFocused(system);
    await children.press('Alt+-', 'c', 'Enter');
    await children.untilFocused(messages);
  });

  it('are opened from the status bar, each by its part', async () => {
    await using window = await openMdi();
    for (const [part, title] of [
      ['service', service],
      ['mailslot', mailslot],
      ['host', system],
      ['text', messages],
      ['service', service],
      ['last-message', messages],
    ] as const) {
      await window.statusPart(part).focus();
      await window.press('Enter');
      await window.children.untilFocused(title);
    }
  });

  it('leave the focus to who has gone on in the same moment', async () => {
    await using window = await openMdi('service');
    const { children, page } = window;
    await page.evaluate(`{
      const part = (name) => document.querySelector(\`footer [data-part="\${name}"]\`);
      part('text').focus();
      part('text').click();
      part('host').focus();
    }`);
    await page.evaluate(
      'new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))',
    );
    await children.press('Enter');
    await children.untilFocused(system);
  });
});

describe('the buttons of the toolbar', SIDE_BY_SIDE, () => {
  it('that are reached by the keyboard show what they do, or why not, which is no part of their name', async () => {
    await using window = await openMdi();
    const { hints, reasons } = ENGLISH.requests;
    const shown = () =>
      window.page.evaluate<string>(`getComputedStyle(document.activeElement, '::after').content`);
    // The empty text after it is what assistive technology gets.
    const tip = (text: string) => `"${text}" / ""`;
    await window.toolbarButton('refresh').click();
    assert.equal(await shown(), 'none', 'the pointer has the tool tip of the browser');
    await window.press('Home');
    assert.equal(await shown(), tip(reasons.installed));
    await window.toolbarButton('install').waitFor();
    await window.press('End');
    assert.equal(await shown(), tip(hints.refresh));
    await window.press('Escape');
    assert.equal(await shown(), 'none', 'Escape takes it away');
    await window.press('Home');
    assert.equal(await shown(), tip(reasons.installed));
  });
});
