import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { ChildWindows } from './child-windows.ts';
import { startSigma, type SigmaApp } from './sigma-app.ts';

/** The child windows, as a person moves them about with the pointer and the keyboard. */
describe('child windows', { timeout: 180_000 }, () => {
  let sigma: SigmaApp;
  let children: ChildWindows;

  before(async () => {
    sigma = await startSigma();
    children = new ChildWindows(sigma.page);
    await sigma.page.addInitScript(
      `globalThis.violations = [];
       addEventListener('securitypolicyviolation', ({ violatedDirective }) => violations.push(violatedDirective));`,
    );
    await sigma.page.reload();
    await sigma.page.setViewportSize({ width: 1100, height: 700 });
    await sigma.untilNumber(1);
  });
  after(() => sigma[Symbol.asyncDispose]());

  it('move by their title bar, and come to the front', async () => {
    await children.beginWith('System', 'Mailslot');
    const [system, mailslot] = [await children.box('System'), await children.box('Mailslot')];
    await children.drag('System', -60, 40);
    await children.untilBox('System', { ...system, x: system.x - 60, y: system.y + 40 });
    assert.deepEqual(await children.box('Mailslot'), mailslot);
    await children.untilFocused('System');
  });

  it('are sized by every edge and corner, down to their minimum', async () => {
    await children.beginWith('System');
    const { x, y, width, height } = await children.box('System');
    await children.dragEdge('System', 1, 1, 30, 25);
    await children.untilBox('System', { x, y, width: width + 30, height: height + 25 });
    await children.dragEdge('System', 0, 0.5, -35, 0);
    await children.untilBox('System', { x: x - 35, width: width + 65 });
    await children.dragEdge('System', 0.3, 0, 0, 45);
    await children.untilBox('System', { y: y + 45, height: height - 20 });
    await children.dragEdge('System', 1, 1, -900, -600);
    await children.untilBox('System', { x: x - 35, y: y + 45, width: 280, height: 140 });
  });

  it('snap to the frame and to each other, unless Ctrl is held', async () => {
    await children.beginWith('System', 'Mailslot');
    const system = await children.box('System');
    await children.drag('System', 6 - system.x, 4 - system.y);
    await children.untilBox('System', { x: 0, y: 0 });

    const mailslot = await children.box('Mailslot');
    await children.drag('Mailslot', system.width + 7 - mailslot.x, 5 - mailslot.y);
    await children.untilBox('Mailslot', { x: system.width, y: 0 });

    await sigma.page.keyboard.down('Control');
    await children.drag('Mailslot', 5, 6);
    await sigma.page.keyboard.up('Control');
    await children.untilBox('Mailslot', { x: system.width + 5, y: 6 });
  });

  it('go back to where they were when a drag is ended by Esc', async () => {
    await children.beginWith('System');
    const before = await children.box('System');
    await children.takeHold('System');
    await children.moveBy(100, 60);
    assert.equal((await children.box('System')).x, before.x + 100);
    await children.press('Escape');
    await children.moveBy(20, 20);
    await sigma.page.mouse.up();
    assert.deepEqual(await children.box('System'), before);
  });

  it('leave Esc to others after one was closed in the middle of a drag', async () => {
    await children.beginWith('System');
    await children.takeHold('System');
    await children.press('Control+F4');
    await children.untilFocused('Messages');
    await sigma.page.mouse.up();
    await sigma.page.getByRole('button', { name: 'Window', exact: true }).click();
    const menu = sigma.page.getByRole('menu');
    await menu.waitFor();
    await children.press('Escape');
    await menu.waitFor({ state: 'hidden' });
  });

  it('render nothing anew while they are dragged', async () => {
    await children.beginWith('System');
    await sigma.page.evaluate(`{
      globalThis.changes = 0;
      const observer = new MutationObserver((records) => (changes += records.length));
      const content = document.querySelector('#child-system .content');
      observer.observe(content, { subtree: true, childList: true, attributes: true, characterData: true });
    }`);
    await children.drag('System', -150, 30);
    assert.equal(await sigma.page.evaluate('changes'), 0);
  });

  it('cannot be lost: not by a drag, nor by a smaller frame, and come back with it', async () => {
    await children.beginWith('System');
    await children.drag('System', 2000, 2000);
    const there = await children.box('System');
    const frame = await children.frame();
    assert.ok(there.x <= frame.width - 80 && there.y <= frame.height - 32, JSON.stringify(there));

    await sigma.page.setViewportSize({ width: 700, height: 450 });
    const small = await children.frame();
    const kept = await children.box('System');
    assert.ok(kept.x <= small.width - 80 && kept.y <= small.height - 32, JSON.stringify(kept));
    await sigma.page.setViewportSize({ width: 1100, height: 700 });
    await children.untilBox('System', there);
  });

  it('are cascaded and tiled', async () => {
    await children.beginWith('System', 'Mailslot');
    await children.choose('Cascade');
    for (const [index, title] of ['Messages', 'System', 'Mailslot'].entries()) {
      await children.untilBox(title, { x: index * 33, y: index * 33 });
    }
    await children.choose('Tile vertically');
    const { width, height } = await children.frame();
    await children.untilBox('Mailslot', { x: 0, y: 0, width: Math.floor(width / 3), height });
    await children.untilBox('Messages', { x: Math.floor((width * 2) / 3), y: 0, height });
    await children.choose('Tile horizontally');
    await children.untilBox('Mailslot', { x: 0, y: 0, width, height: Math.floor(height / 3) });
    await children.untilBox('Messages', { x: 0, y: Math.floor((height * 2) / 3), width });
  });

  it('are maximised by a double click: the frame takes over the title and the buttons', async () => {
    await children.beginWith('System');
    const before = await children.box('System');
    await children.window('System').getByRole('heading').dblclick();
    const { width, height } = await children.frame();
    await children.untilBox('System', { x: 0, y: 0, width, height });
    await children.untilFrameTitle('Sigma - [System]');

    await children.press('Control+Tab');
    await children.untilFrameTitle('Sigma - [Messages]');
    await children.press('Control+Tab');
    await children.caption('Restore', 'System').click();
    await children.untilBox('System', before);
    await children.untilFrameTitle('Sigma');
  });

  it('are minimised to a row at the bottom, and restored from there', async () => {
    await children.beginWith('System', 'Mailslot');
    await children.choose('Cascade');
    const before = await children.box('System');
    await children.caption('Minimise', 'System').click();
    await children.untilFocused('Mailslot');
    const frame = await children.frame();
    const { y, height } = await children.box('System');
    assert.equal(y + height, frame.height - 4);
    assert.equal(await sigma.page.getByText('Computer name').isVisible(), false);
    await children.caption('Minimise', 'Mailslot').click();
    assert.ok((await children.box('Mailslot')).x > (await children.box('System')).x);

    await children.window('System').getByRole('heading').click();
    await children.untilFocused('System');
    await children.untilBox('System', before);
    await children.choose('Arrange minimised windows');
    await children.untilBox('Mailslot', { x: 4 });
    await children.choose('Mailslot');
    await children.untilFocused('Mailslot');
  });

  it('are reached and restored by the keyboard while they are minimised', async () => {
    await children.beginWith('System', 'Mailslot');
    await children.caption('Minimise', 'System').click();
    await children.untilFocused('Mailslot');
    const system = children.window('System');
    const goToSystem = async () => {
      for (const title of ['Messages', 'System']) {
        await children.press('Control+Tab');
        await children.untilFocused(title);
      }
    };
    await goToSystem();
    assert.equal(await system.getByText('Computer name').isVisible(), false);
    await children.press('Enter');
    await system.getByText('Computer name').waitFor();
    await children.untilFocused('System');

    await children.caption('Minimise', 'System').click();
    await children.untilFocused('Mailslot');
    await goToSystem();
    await children.press('Alt+-');
    await sigma.page.getByRole('menu').getByText('Restore', { exact: true }).click();
    await system.getByText('Computer name').waitFor();
    await children.untilFocused('System');
  });

  it('are restored by Enter also after they were minimised by their menu', async () => {
    await children.beginWith('System');
    const minimise = async (title: string) => {
      await sigma.page.getByRole('button', { name: `${title}: window menu` }).click();
      await sigma.page.getByRole('menu').getByText('Minimise', { exact: true }).click();
    };
    const contentOf = (title: string) => children.window(title).locator('.content');
    await minimise('System');
    await children.untilFocused('Messages');
    await minimise('Messages');
    await contentOf('Messages').waitFor({ state: 'hidden' });
    await children.press('Enter');
    await contentOf('Messages').waitFor();

    await children.press('Control+Tab');
    await children.untilFocused('System');
    await children.press('Enter');
    await contentOf('System').waitFor();
  });

  it('have the focus at first where the keys do something: in Messages in its list', async () => {
    await children.beginWith('System');
    await children.caption('Close', 'Messages').click();
    await children.choose('Open Messages');
    await children.untilFocused('Messages');
    await children.press('End');
    await sigma.page.getByRole('option', { selected: true }).waitFor();
  });

  it('are gone through, closed and left by the keyboard, and the focus returns', async () => {
    await children.beginWith('System', 'Mailslot');
    const list = sigma.page.getByRole('listbox', { name: 'Messages' });
    await list.focus();
    await children.untilFocused('Messages');
    await children.press('Control+Tab');
    await children.untilFocused('Mailslot');
    await children.press('Control+F6');
    await children.untilFocused('System');
    await children.press('Control+Shift+F6', 'Control+Shift+Tab');
    await children.untilFocused('Messages');
    await children.choose('System');
    await children.untilFocused('System');
    await children.press('Control+F4');
    await children.untilFocused('Messages');
    assert.equal(await children.window('System').count(), 0);
    assert.ok(await list.and(sigma.page.locator(':focus')).isVisible());
    await children.press('Control+F4', 'Control+F4');
    await sigma.page.getByText('No window is open.').waitFor();
    await children.choose('Open Messages');
    await children.untilFocused('Messages');
  });

  it('are moved and sized by the keyboard through the system menu', async () => {
    await children.beginWith('System');
    const { x, y, width, height } = await children.box('System');
    await children.press('Alt+-', 'm', 'Enter');
    await sigma.page.getByText('Arrow keys move the window').waitFor();
    await children.press('ArrowRight', 'ArrowDown', 'Control+ArrowDown', 'Enter');
    await children.untilBox('System', { x: x + 10, y: y + 11, width, height });

    await children.press('Alt+-', 's', 'Enter', 'ArrowLeft', 'ArrowUp', 'ArrowUp', 'Enter');
    await children.untilBox('System', { x, y: y - 9, width: width + 10, height: height + 20 });
    await children.press('Alt+-', 'm', 'Enter', 'ArrowRight', 'Escape');
    await children.untilBox('System', { x, y: y - 9 });

    await children.press('Alt+-', 'Escape');
    await children.untilFocused('System');
    await children.press('Alt+-', 'c', 'Enter');
    await children.untilFocused('Messages');
  });

  it('are closed by a double click on their icon', async () => {
    await children.beginWith('System');
    await sigma.page.getByRole('button', { name: 'System: window menu' }).dblclick();
    await children.untilFocused('Messages');
    assert.equal(await children.window('System').count(), 0);
  });

  it('are listed in the Window menu with a check mark at the active one', async () => {
    await children.beginWith('System', 'Mailslot');
    await sigma.page.getByRole('button', { name: 'Window', exact: true }).click();
    const items = sigma.page.getByRole('menuitemradio');
    assert.deepEqual(await items.allInnerTexts(), ['Messages', 'Mailslot', 'System']);
    assert.equal(await sigma.page.getByRole('menuitemradio', { checked: true }).innerText(), 'Mailslot');
    assert.equal(await sigma.page.getByRole('menuitem', { name: 'Open Service' }).count(), 1);
    await children.press('Escape');
  });

  it('are opened from the status bar, each by its part, with the keyboard', async () => {
    await children.beginWith();
    for (const [part, title] of [
      ['service', 'Service'],
      ['mailslot', 'Mailslot'],
      ['host', 'System'],
      ['text', 'Messages'],
      ['service', 'Service'],
      ['last-message', 'Messages'],
    ] as const) {
      await sigma.statusPart(part).focus();
      await children.press('Enter');
      await children.untilFocused(title);
    }
  });

  it('leave the focus to who has gone on in the same moment', async () => {
    await children.beginWith('Service');
    await sigma.page.evaluate(`{
      const part = (name) => document.querySelector(\`footer [data-part="\${name}"]\`);
      part('text').focus();
      part('text').click();
      part('host').focus();
    }`);
    await sigma.page.evaluate(
      'new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))',
    );
    await children.press('Enter');
    await children.untilFocused('System');
  });

  it('are named in the menus also where the toolbar has no room for words', async () => {
    await children.beginWith('System');
    await sigma.page.setViewportSize({ width: 800, height: 600 });
    await children.caption('Maximise', 'System').click();
    for (const [opener, item] of [
      ['Window', 'Tile vertically'],
      ['System: window menu', 'Restore'],
    ] as const) {
      await sigma.page.getByRole('button', { name: opener, exact: true }).click();
      const label = await sigma.page.getByRole('menu').getByText(item, { exact: true }).boundingBox();
      assert.ok(label !== null && label.width > 30 && label.height > 10, `${item}: ${JSON.stringify(label)}`);
      await children.press('Escape');
    }
    await children.caption('Restore', 'System').click();
    await sigma.page.setViewportSize({ width: 1100, height: 700 });
  });

  it('are where they were after the window was loaded anew', async () => {
    await children.beginWith('System', 'Mailslot', 'Service');
    await children.choose('Cascade');
    await children.drag('System', 70, 50);
    await children.choose('Service');
    await children.caption('Minimise', 'Service').click();
    const titles = ['Messages', 'System', 'Mailslot', 'Service'];
    const before = await Promise.all(titles.map((title) => children.box(title)));
    await sigma.page.reload();
    for (const [index, title] of titles.entries()) await children.untilBox(title, before[index] ?? {});
    assert.equal(await sigma.page.locator('.child-window.active h2').innerText(), 'System');
  });

  it('are where they are at first if the layout is damaged, and after it was reset', async () => {
    await children.choose('Reset layout');
    const first = await children.box('Messages');
    await children.choose('Open System');
    await children.choose('Cascade');
    await sigma.page.evaluate(`localStorage.setItem('sigma.layout', '{"version":1,"order":7}')`);
    await sigma.page.reload();
    await children.untilBox('Messages', first);
    assert.equal(await children.window('System').count(), 0);
  });

  it('need nothing that the content security policy forbids', async () => {
    assert.deepEqual(await sigma.page.evaluate('violations'), []);
  });
});

describe('the layout of the child windows', { timeout: 120_000 }, () => {
  it('is the same in the next run', async () => {
    const userDataFolder = await mkdtemp(join(tmpdir(), 'sigma-layout-'));
    try {
      const before = await inRun(userDataFolder, async (children) => {
        await children.beginWith('Mailslot', 'System');
        await children.drag('System', -60, 40);
        await children.caption('Minimise', 'Mailslot').click();
        return { system: await children.box('System'), mailslot: await children.box('Mailslot') };
      });
      await inRun(userDataFolder, async (children) => {
        await children.untilBox('System', before.system);
        await children.untilBox('Mailslot', before.mailslot);
        assert.equal(await children.page.locator('.child-window.active h2').innerText(), 'System');
      });
    } finally {
      await rm(userDataFolder, { recursive: true, force: true, maxRetries: 5 });
    }
  });
});

/** Runs Sigma until the work is done, and closes it as a person does. */
async function inRun<T>(userDataFolder: string, work: (children: ChildWindows) => Promise<T>): Promise<T> {
  await using sigma = await startSigma({ userDataFolder });
  await sigma.page.setViewportSize({ width: 1100, height: 700 });
  const result = await work(new ChildWindows(sigma.page));
  assert.equal(await sigma.close(), 0);
  return result;
}
