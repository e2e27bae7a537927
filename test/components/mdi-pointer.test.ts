import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ENGLISH } from '../../common/languages/english.ts';
import { openMdi } from './mdi-subject.ts';
import { SIDE_BY_SIDE } from './sigma-window.ts';

const { mdi: words } = ENGLISH;
const { messages, system, mailslot } = ENGLISH.windows.titles;

/** The child windows, moved around with the pointer. */
describe('child windows', SIDE_BY_SIDE, () => {
  it('move by their title bar, and come to the front', async () => {
    await using window = await openMdi('system', 'mailslot');
    const { children } = window;
    const [first, second] = [await children.box(system), await children.box(mailslot)];
    await children.drag(system, -60, 40);
    await children.untilBox(system, { ...first, x: first.x - 60, y: first.y + 40 });
    assert.deepEqual(await children.box(mailslot), second);
    await children.untilFocused(system);
  });

  it('are sized by every edge and corner, down to their minimum', async () => {
    await using window = await openMdi('system');
    const { children } = window;
    const { x, y, width, height } = await children.box(system);
    await children.dragEdge(system, 1, 1, 30, 25);
    await children.untilBox(system, { x, y, width: width + 30, height: height + 25 });
    await children.dragEdge(system, 0, 0.5, -35, 0);
    await children.untilBox(system, { x: x - 35, width: width + 65 });
    await children.dragEdge(system, 0.3, 0, 0, 45);
    await children.untilBox(system, { y: y + 45, height: height - 20 });
    await children.dragEdge(system, 1, 1, -900, -600);
    await children.untilBox(system, { x: x - 35, y: y + 45, width: 280, height: 140 });
  });

  it('snap to the frame and to each other, unless Ctrl is held', async () => {
    await using window = await openMdi('system', 'mailslot');
    const { children, page } = window;
    const first = await children.box(system);
    await children.drag(system, 6 - first.x, 4 - first.y);
    await children.untilBox(system, { x: 0, y: 0 });

    // With another height, so only the upper edges meet.
    await children.dragEdge(mailslot, 0.5, 1, 0, -60);
    const second = await children.box(mailslot);
    await children.drag(mailslot, first.width + 7 - second.x, 5 - second.y);
    await children.untilBox(mailslot, { x: first.width, y: 0 });

    await page.keyboard.down('Control');
    await children.drag(mailslot, 5, 6);
    await page.keyboard.up('Control');
    await children.untilBox(mailslot, { x: first.width + 5, y: 6 });
  });

  it('go back to where they were when a drag is ended by Esc', async () => {
    await using window = await openMdi('system');
    const { children, page } = window;
    const before = await children.box(system);
    await children.takeHold(system);
    await children.moveBy(100, 60);
    assert.equal((await children.box(system)).x, before.x + 100);
    await children.press('Escape');
    await children.moveBy(20, 20);
    await page.mouse.up();
    assert.deepEqual(await children.box(system), before);
  });

  it('leave Esc to others after one was closed in the middle of a drag', async () => {
    await using window = await openMdi('system');
    const { children, page } = window;
    await children.takeHold(system);
    await children.press('Control+F4');
    await children.untilFocused(messages);
    await page.mouse.up();
    await window.button(words.windowMenu).click();
    const menu = page.getByRole('menu');
    await menu.waitFor();
    await children.press('Escape');
    await menu.waitFor({ state: 'hidden' });
  });

  it('re-render nothing while they are dragged', async () => {
    // Not the System window, in which the uptime rises.
    await using window = await openMdi('mailslot');
    await window.page.evaluate(`{
      globalThis.changes = 0;
      const observer = new MutationObserver((records) => (changes += records.length));
      const content = document.querySelector('#child-mailslot .content');
      observer.observe(content, { subtree: true, childList: true, attributes: true, characterData: true });
    }`);
    await window.children.drag(mailslot, -150, 30);
    assert.equal(await window.page.evaluate('changes'), 0);
  });

  it('cannot be lost: not by a drag, nor by a smaller frame, and come back with it', async () => {
    await using window = await openMdi('system');
    const { children, page } = window;
    await children.drag(system, 2000, 2000);
    const there = await children.box(system);
    const frame = await children.frame();
    assert.ok(there.x <= frame.width - 80 && there.y <= frame.height - 32, JSON.stringify(there));

    await page.setViewportSize({ width: 700, height: 450 });
    const small = await children.frame();
    const kept = await children.box(system);
    assert.ok(kept.x <= small.width - 80 && kept.y <= small.height - 32, JSON.stringify(kept));
    await page.setViewportSize({ width: 1100, height: 700 });
    await children.untilBox(system, there);
  });

  it('are cascaded and tiled', async () => {
    await using window = await openMdi('system', 'mailslot');
    const { children } = window;
    await children.choose(words.commands.cascade);
    for (const [index, title] of [messages, system, mailslot].entries()) {
      await children.untilBox(title, { x: index * 33, y: index * 33 });
    }
    await children.choose(words.commands['tile-vertically']);
    const { width, height } = await children.frame();
    await children.untilBox(mailslot, { x: 0, y: 0, width: Math.floor(width / 3), height });
    await children.untilBox(messages, { x: Math.floor((width * 2) / 3), y: 0, height });
    await children.choose(words.commands['tile-horizontally']);
    await children.untilBox(mailslot, { x: 0, y: 0, width, height: Math.floor(height / 3) });
    await children.untilBox(messages, { x: 0, y: Math.floor((height * 2) / 3), width });
  });

  it('are maximised by a double click: the frame takes over the title and the buttons', async () => {
    await using window = await openMdi('system');
    const { children } = window;
    const before = await children.box(system);
    await children.window(system).getByRole('heading').dblclick();
    const { width, height } = await children.frame();
    await children.untilBox(system, { x: 0, y: 0, width, height });
    await children.untilFrameTitle(words.frameTitle(system));

    await children.press('Control+Tab');
    await children.untilFrameTitle(words.frameTitle(messages));
    await children.press('Control+Tab');
    await children.caption(words.restore, system).click();
    await children.untilBox(system, before);
    await children.untilFrameTitle('Sigma');
  });

  it('are minimised to a row at the bottom, and restored from there', async () => {
    await using window = await openMdi('system', 'mailslot');
    const { children } = window;
    await children.choose(words.commands.cascade);
    const before = await children.box(system);
    await children.caption(words.minimise, system).click();
    await children.untilFocused(mailslot);
    const frame = await children.frame();
    const { y, height } = await children.box(system);
    assert.equal(y + height, frame.height - 4);
    assert.equal(await children.content(system).isVisible(), false);
    await children.caption(words.minimise, mailslot).click();
    assert.ok((await children.box(mailslot)).x > (await children.box(system)).x);

    await children.window(system).getByRole('heading').click();
    await children.untilFocused(system);
    await children.untilBox(system, before);
    await children.choose(words.commands['arrange-icons']);
    await children.untilBox(mailslot, { x: 4 });
    await children.choose(mailslot);
    await children.untilFocused(mailslot);
  });

  it('are closed by a double click on their icon', async () => {
    await using window = await openMdi('system');
    await window.button(words.systemMenu(system)).dblclick();
    await window.children.untilFocused(messages);
    assert.equal(await window.window('system').count(), 0);
  });
});
