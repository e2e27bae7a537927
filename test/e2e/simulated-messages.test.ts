import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Locator } from 'playwright-core';
import { isWineSuite, SHOW_TIMEOUT_MS, startSigma, type SigmaApp } from './sigma-app.ts';

/** The Messages window, with a simulated program that posts ten messages a second beside the service. */
function describeSimulated(name: string, define: () => void): void {
  if (!isWineSuite && process.platform !== 'win32') describe(name, { timeout: 120_000 }, define);
}

describeSimulated('the Messages window', () => {
  let sigma: SigmaApp;
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sigma-messages-'));
    sigma = await startSigma({ simulation: 'flood-10', dialogsFolder: folder });
    await rowWith('Message 30 of 10').waitFor({ timeout: SHOW_TIMEOUT_MS });
  });
  after(async () => {
    await sigma[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  const list = (): Locator => sigma.page.getByRole('listbox', { name: 'Messages' });
  const rows = (): Locator => list().getByRole('option');
  const filter = (): Locator => sigma.page.getByRole('searchbox', { name: 'Filter messages' });
  const rowWith = (text: string): Locator => rows().filter({ hasText: text }).first();
  const chosen = (): Locator => list().getByRole('option', { selected: true });
  const note = (): Locator => sigma.page.locator('.list-note');

  /** The number that the flood gave to the last row. */
  async function lastNumber(): Promise<number> {
    const text = await rows().filter({ hasText: 'of 10' }).last().innerText();
    return Number(/Message (\d+)/.exec(text)?.[1]);
  }

  /** Waits until it holds; rows come and go too quickly to be waited for one by one. */
  async function until(holds: () => Promise<boolean>): Promise<void> {
    const deadline = performance.now() + SHOW_TIMEOUT_MS;
    while (!(await holds())) {
      assert.ok(performance.now() < deadline, 'it does not come to be');
      await sigma.page.waitForTimeout(50);
    }
  }

  /** Waits for the messages that are on their way. */
  function untilNumber(number: number): Promise<void> {
    return until(async () => (await lastNumber()) >= number);
  }

  async function exportAs(format: string): Promise<void> {
    await sigma.button('Export…').click();
    await sigma.page.getByRole('menuitem', { name: format }).click();
  }

  /** Waits for the dialog and the file behind it. */
  async function exportedAs(format: string, path: string): Promise<string> {
    await writeFile(join(folder, 'save-path'), path);
    await exportAs(format);
    const read = () => readFile(path, 'utf8').catch(() => '');
    await until(async () => (await read()) !== '');
    return read();
  }

  it('shows what the filter finds, in any case of letters, and marks it', async () => {
    await filter().fill('SUPPORT service');
    await note()
      .filter({ hasText: / of .* shown/ })
      .waitFor();
    const texts = await rows().allInnerTexts();
    assert.ok(texts.length > 0 && texts.every((text) => text.includes('Support Service')), texts.join());
    assert.equal(await rows().first().locator('mark').innerText(), 'Support Service');
    await filter().fill('nobody posts this');
    await sigma.page.getByText('No message matches').waitFor();
    await filter().fill('');
    await rowWith('of 10').waitFor();
  });

  it('holds back while it is paused, and shows all of it then', async () => {
    await sigma.button('Pause list').click();
    const before = await lastNumber();
    await note()
      .filter({ hasText: /Paused, [1-9]\d+ held back/ })
      .waitFor({ timeout: SHOW_TIMEOUT_MS });
    assert.equal(await lastNumber(), before);
    await sigma.button('Pause list').click();
    await untilNumber(before + 10);
    await sigma.button('Pause list').click();
    await filter().fill('of 10');
    const numbers = (await rows().allInnerTexts()).map((text) => Number(/Message (\d+)/.exec(text)?.[1]));
    assert.deepEqual(
      numbers,
      numbers.map((_, index) => (numbers[0] ?? 0) + index),
    );
    await filter().fill('');
    await sigma.button('Pause list').click();
  });

  it('is used by keys: one row, a range, all, the ends and back to the newest', async () => {
    await sigma.button('Pause list').click();
    await list().focus();
    await sigma.page.keyboard.press('Home');
    assert.equal(await chosen().getAttribute('aria-posinset'), '1');
    await sigma.page.keyboard.press('ArrowDown');
    await sigma.page.keyboard.press('Shift+ArrowDown');
    assert.deepEqual(
      await chosen().evaluateAll((elements) => elements.map((element) => element.ariaPosInSet)),
      ['2', '3'],
    );
    const active = await list().getAttribute('aria-activedescendant');
    assert.equal(await sigma.page.locator(`#${active ?? ''}`).getAttribute('aria-posinset'), '3');
    await sigma.page.keyboard.press('End');
    const last = chosen();
    assert.equal(await last.getAttribute('aria-posinset'), await last.getAttribute('aria-setsize'));
    await sigma.page.keyboard.press('Control+a');
    assert.equal(await rows().count(), await chosen().count());
    await sigma.page.keyboard.press('Control+f');
    assert.ok(await filter().evaluate((element) => element === document.activeElement));
    // Its frame has the focus, as after Ctrl+Tab.
    await sigma.page.getByRole('region', { name: 'Messages', exact: true }).focus();
    await sigma.page.keyboard.press('Control+f');
    assert.ok(await filter().evaluate((element) => element === document.activeElement));
    await sigma.button('Pause list').click();
  });

  it('stays where it is once a row is chosen, until it follows the newest again', async () => {
    await rowWith('of 10').click();
    assert.equal(await sigma.button('Follow newest').getAttribute('aria-pressed'), 'false');
    let place = await chosen().boundingBox();
    // The click itself scrolled the row into view, in a list that went on until then.
    await until(async () => {
      const before = place;
      await setTimeout(300);
      place = await chosen().boundingBox();
      return isDeepStrictEqual(place, before);
    });
    const count = async () => Number(await chosen().getAttribute('aria-setsize'));
    const before = await count();
    await until(async () => (await count()) >= before + 20);
    assert.deepEqual(await chosen().boundingBox(), place);
    await sigma.button('Follow newest').click();
    await untilNumber((await lastNumber()) + 5);
  });

  it('copies the chosen rows', async () => {
    await sigma.button('Pause list').click();
    await list().focus();
    await sigma.page.keyboard.press('End');
    await sigma.page.keyboard.press('Shift+ArrowUp');
    const texts = await chosen().locator('.text').allInnerTexts();
    assert.equal(texts.length, 2);
    for (const copy of [
      () => sigma.page.keyboard.press('Control+c'),
      async () => {
        await sigma.button('Copy').click();
        await sigma.page.getByRole('status').filter({ hasText: 'Copied' }).waitFor();
      },
    ]) {
      await list().focus();
      await copy();
      await filter().fill('');
      await filter().focus();
      await sigma.page.keyboard.press('Control+v');
      const pasted = await filter().inputValue();
      assert.ok(
        texts.every((text) => pasted.includes(text)),
        pasted,
      );
      await filter().fill('');
      await list().focus();
      await sigma.page.keyboard.press('End');
      await sigma.page.keyboard.press('Shift+ArrowUp');
    }
    await sigma.button('Pause list').click();
  });

  it('exports what the filter shows, in each format', async () => {
    await sigma.button('Pause list').click();
    await filter().fill('of 10');
    const count = Number(await rows().first().getAttribute('aria-setsize'));

    const text = await exportedAs('Plain text', join(folder, 'messages.txt'));
    assert.equal(text.trim().split('\r\n').length, count);
    assert.match(text, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} {2}Message 1 of 10/);

    const csv = await exportedAs('CSV', join(folder, 'messages.csv'));
    const [header, ...lines] = csv.trim().split('\r\n');
    assert.equal(header, 'id,arrivedAt,at,seq,malformed,text');
    assert.equal(lines.length, count);

    const json = await exportedAs('JSON Lines', join(folder, 'messages.jsonl'));
    const parsed = json
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { text: string });
    assert.equal(parsed.length, count);
    assert.ok(parsed.every((message) => message.text.includes('of 10')));

    const asked = (await readFile(join(folder, 'asked.jsonl'), 'utf8')).trim().split('\n');
    assert.match(asked[1] ?? '', /"defaultPath":"Sigma messages [\d -]+\.csv"/);
    await filter().fill('');
    await sigma.button('Pause list').click();
  });

  it('names the formats also where the window has no room for the words of its buttons', async () => {
    const before = sigma.page.viewportSize();
    await sigma.page.setViewportSize({ width: 600, height: 500 });
    await sigma.button('Export…').click();
    const label = await sigma.page.getByRole('menu').getByText('Plain text', { exact: true }).boundingBox();
    assert.ok(label !== null && label.width > 30 && label.height > 10, JSON.stringify(label));
    await sigma.page.keyboard.press('Escape');
    if (before !== null) await sigma.page.setViewportSize(before);
  });

  it('takes a cancelled dialog for a decision, and says why a file cannot be written', async () => {
    await rm(join(folder, 'save-path'));
    await exportAs('Plain text');
    await writeFile(join(folder, 'save-path'), join(folder, 'missing', 'messages.txt'));
    await exportAs('Plain text');
    await sigma.page.getByText('The messages were not exported.').waitFor();
    await sigma.page.getByText('ERROR_PATH_NOT_FOUND (3)').waitFor();
    await sigma.button('Copy details').click();
    await sigma.button('Copied').waitFor();
    await mkdir(join(folder, 'missing'));
    const text = await exportedAs('Plain text', join(folder, 'missing', 'messages.txt'));
    assert.match(text, /Message 1 of 10/);
    await sigma.page.getByText('The messages were not exported.').waitFor({ state: 'detached' });
  });

  it('has its messages again after the window was loaded anew', async () => {
    const before = await lastNumber();
    await sigma.page.reload();
    await untilNumber(before + 3);
    await list().focus();
    await sigma.page.keyboard.press('Home');
    await rowWith('Message 1 of 10').waitFor();
  });
});
