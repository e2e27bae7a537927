import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Locator } from 'playwright-core';
import { ENGLISH } from '../../common/languages/english.ts';
import { SERVICE_NAME } from '../../common/product.ts';
import { until } from '../e2e/until.ts';
import { exampleMessages, RUNNING } from './example-content.ts';
import type { SimulatedMain } from './simulated-main.ts';
import { openHandMade, openSimulated, type SigmaWindow } from './sigma-window.ts';

const { messages: words, frame } = ENGLISH;
const PER_SECOND = 10;

/** The Messages window while another program posts ten messages a second, besides the service. */
class MessagesWindow implements AsyncDisposable {
  readonly window: SigmaWindow<SimulatedMain>;

  static async open(): Promise<MessagesWindow> {
    const window = new MessagesWindow(await openSimulated({ simulation: { floodPerSecond: PER_SECOND } }));
    await window.window.untilHealth('healthy');
    await window.pass(3);
    await window.untilNumber(3 * PER_SECOND);
    return window;
  }

  private constructor(window: SigmaWindow<SimulatedMain>) {
    this.window = window;
  }

  get list(): Locator {
    return this.window.page.getByRole('listbox', { name: ENGLISH.windows.titles.messages });
  }

  get rows(): Locator {
    return this.list.getByRole('option');
  }

  get chosen(): Locator {
    return this.list.getByRole('option', { selected: true });
  }

  get filter(): Locator {
    return this.window.page.getByRole('searchbox', { name: words.filter });
  }

  get note(): Locator {
    return this.window.page.locator('.list-note');
  }

  /** The newest drawn message that contains this text. */
  row(text: string): Locator {
    return this.rows.filter({ hasText: text }).last();
  }

  /** Lets the messages of several seconds arrive. */
  async pass(seconds: number): Promise<void> {
    await this.window.main.clock.skip(seconds * 1000);
  }

  /** The other program's numbers in the drawn rows. */
  async numbers(): Promise<number[]> {
    const texts = await this.rows.filter({ hasText: 'from another program' }).allInnerTexts();
    return texts.map((text) => Number(/Message (\d+)/.exec(text)?.[1]));
  }

  async lastNumber(): Promise<number> {
    return (await this.numbers()).at(-1) ?? 0;
  }

  /** The number of rows, drawn or not. */
  async count(): Promise<number> {
    return Number(await this.rows.first().getAttribute('aria-setsize'));
  }

  async untilNumber(number: number): Promise<void> {
    await until(async () => {
      const last = await this.lastNumber();
      assert.ok(last >= number, `${String(last)} is the last, not ${String(number)}`);
    });
  }

  async pause(): Promise<void> {
    await this.window.button(words.pause).click();
  }

  /** The content of the clipboard, by pasting it. */
  async pasted(): Promise<string> {
    await this.filter.fill('');
    await this.filter.focus();
    await this.window.press('Control+v');
    const text = await this.filter.inputValue();
    await this.filter.fill('');
    return text;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.window[Symbol.asyncDispose]();
  }
}

describe('the Messages window', { timeout: 120_000 }, () => {
  it('shows what the filter finds, in any case of letters, and marks it', async () => {
    await using messages = await MessagesWindow.open();
    await messages.filter.fill('SUPPORT service');
    await messages.note.waitFor();
    const texts = await messages.rows.allInnerTexts();
    assert.ok(texts.length > 0 && texts.every((text) => text.includes('Support Service')), texts.join());
    assert.equal(await messages.rows.first().locator('mark').innerText(), 'Support Service');
    await messages.filter.fill('nobody posts this');
    await messages.window.untilText(words.noMatch);
    await messages.filter.fill('');
    await messages.row('from another program').waitFor();
  });

  it('holds back while it is paused, and shows all of it then', async () => {
    await using messages = await MessagesWindow.open();
    await messages.pause();
    const before = await messages.lastNumber();
    const heldBack = async () => Number(/\d+/.exec(await messages.note.innerText())?.[0]);
    await messages.pass(2);
    await until(async () => {
      assert.ok((await heldBack()) >= 2 * PER_SECOND);
    });
    assert.equal(await messages.lastNumber(), before);
    await messages.pause();
    await messages.untilNumber(before + 2 * PER_SECOND);
    await messages.pause();
    await messages.filter.fill('from another program');
    // Until the filtered list is drawn, earlier rows are among them.
    await until(async () => {
      const numbers = await messages.numbers();
      assert.ok(numbers.length > 0);
      assert.deepEqual(
        numbers,
        numbers.map((_, index) => (numbers[0] ?? 0) + index),
      );
    });
  });

  it('is used by keys: one row, a range, all, the ends, and the filter', async () => {
    await using messages = await MessagesWindow.open();
    const { window, chosen, rows, list, filter } = messages;
    await messages.pause();
    await list.focus();
    await window.press('Home');
    assert.equal(await chosen.getAttribute('aria-posinset'), '1');
    await window.press('ArrowDown', 'Shift+ArrowDown');
    assert.deepEqual(
      await chosen.evaluateAll((elements) => elements.map((element) => element.ariaPosInSet)),
      ['2', '3'],
    );
    const active = await list.getAttribute('aria-activedescendant');
    assert.equal(await window.page.locator(`#${active ?? ''}`).getAttribute('aria-posinset'), '3');
    await window.press('End');
    assert.equal(await chosen.getAttribute('aria-posinset'), await chosen.getAttribute('aria-setsize'));
    await window.press('Control+a');
    assert.equal(await rows.count(), await chosen.count());
    await window.press('Control+f');
    await filter.and(window.page.locator(':focus')).waitFor();
    // Its frame has the focus, as after Ctrl+Tab.
    await window.window('messages').focus();
    await window.press('Control+f');
    await filter.and(window.page.locator(':focus')).waitFor();
  });

  it('stays where it is once a row is chosen, until it follows the newest again', async () => {
    // Nothing arrives except what the test sends.
    await using window = await openHandMade({ view: RUNNING, messages: exampleMessages(60) });
    const row = (number: number) => window.page.getByRole('option').filter({ hasText: `Message ${number}` });
    const chosen = window.page.getByRole('option', { selected: true });
    const follow = window.button(words.follow);
    await row(60).click();
    assert.equal(await follow.getAttribute('aria-pressed'), 'false');
    const place = await chosen.boundingBox();
    window.main.show({}, exampleMessages(20, 61));
    await until(async () => {
      assert.equal(await chosen.getAttribute('aria-setsize'), '80');
    });
    assert.deepEqual(await chosen.boundingBox(), place);
    assert.equal(await row(80).count(), 0);
    await follow.click();
    await row(80).waitFor();
    window.main.show({}, exampleMessages(10, 81));
    await row(90).waitFor();
    assert.equal(await follow.getAttribute('aria-pressed'), 'true');
  });

  it('copies the chosen rows, by the keyboard and by its button', async () => {
    await using messages = await MessagesWindow.open();
    const { window, chosen, list } = messages;
    await messages.pause();
    const choose = async () => {
      await list.focus();
      await window.press('End', 'Shift+ArrowUp');
    };
    await choose();
    const texts = await chosen.locator('.text').allInnerTexts();
    assert.equal(texts.length, 2);
    const assertCopied = async () => {
      const pasted = await messages.pasted();
      for (const text of texts) assert.ok(pasted.includes(text), pasted);
    };
    await window.press('Control+c');
    await assertCopied();

    await choose();
    await window.page.evaluate(`navigator.clipboard.writeText('something else')`);
    await window.button(words.copy).click();
    await window.page.getByRole('status').filter({ hasText: frame.copied }).waitFor();
    await assertCopied();
  });

  it('exports what the filter shows, in each format', async () => {
    await using messages = await MessagesWindow.open();
    const { window, filter } = messages;
    await messages.pause();
    await filter.fill('from another program');
    const count = await messages.count();
    for (const format of Object.values(words.export.formats)) {
      await window.button(words.export.button).click();
      await window.page.getByRole('menuitem', { name: format }).click();
    }
    const { exports } = window.main;
    await until(() => {
      assert.equal(exports.length, 3);
    });
    const [text, csv, json] = exports.map((request) => request.text.trim());
    assert.deepEqual(
      exports.map(({ format }) => format),
      ['text', 'csv', 'json-lines'],
    );
    for (const { suggestedName } of exports) assert.match(suggestedName, /^Sigma messages [\d -]+$/);

    assert.equal(text?.split('\r\n').length, count);
    assert.match(
      text,
      /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}\+00:00 {2}other {2}Message 1 from another program/,
    );
    const [header, ...lines] = csv?.split('\r\n') ?? [];
    assert.equal(header, 'id,arrivedAt,at,seq,sender,processId,malformed,shortened,text');
    assert.equal(lines.length, count);
    const parsed = json?.split('\n').map((line) => JSON.parse(line) as { text: string }) ?? [];
    assert.equal(parsed.length, count);
    assert.ok(parsed.every((message) => message.text.includes('from another program')));
  });

  it('names the formats also if the window has no room for the words of its buttons', async () => {
    await using messages = await MessagesWindow.open();
    const { page } = messages.window;
    await page.setViewportSize({ width: 600, height: 500 });
    await messages.window.button(words.export.button).click();
    const item = page.getByRole('menu').getByText(words.export.formats.text, { exact: true });
    const label = await item.boundingBox();
    assert.ok(label !== null && label.width > 30 && label.height > 10, JSON.stringify(label));
  });

  it('tells why an export failed, or where it is, and nothing of one that was cancelled', async () => {
    await using messages = await MessagesWindow.open();
    const { window } = messages;
    const exportText = async () => {
      await window.button(words.export.button).click();
      await window.page.getByRole('menuitem', { name: words.export.formats.text }).click();
    };
    const bar = window.page.getByRole('alert').filter({ hasText: words.export.failed });
    const error = {
      api: 'WriteFile',
      code: 3,
    };
    window.main.exportOutcome = { kind: 'failed', error };
    await exportText();
    await bar.filter({ hasText: 'ERROR_PATH_NOT_FOUND (3)' }).waitFor();
    await window.button(frame.copyDetails).click();
    await window.button(frame.copied).waitFor();
    assert.match(await messages.pasted(), /ERROR_PATH_NOT_FOUND \(3\), WriteFile/);
    window.main.exportOutcome = { kind: 'cancelled' };
    await exportText();
    await bar.waitFor({ state: 'detached' });
    assert.equal(window.main.exports.length, 2);
    window.main.exportOutcome = { kind: 'done', path: String.raw`C:\Reports\messages.txt` };
    await exportText();
    const done = window.page.getByRole('status').filter({ hasText: words.export.done });
    await done.filter({ hasText: String.raw`C:\Reports\messages.txt` }).waitFor();
    await done.getByRole('button', { name: words.export.showInFolder }).click();
    await until(() => {
      assert.equal(window.main.shownExports, 1);
    });
    await done.getByRole('button', { name: frame.dismiss }).click();
    await done.waitFor({ state: 'detached' });
  });

  it('shows a long message whole below the list, says what is not kept, and who sent it', async () => {
    const whole = `${'beginning '.repeat(100)}END`;
    const [ours, theirs, lost, blank] = exampleMessages(4);
    assert.ok(ours !== undefined && theirs !== undefined && lost !== undefined && blank !== undefined);
    await using window = await openHandMade({
      view: { ...RUNNING, senders: { processIds: [4321], judgedUpTo: 4 } },
      messages: [
        { ...ours, pid: 4321 },
        { ...theirs, pid: 99, text: 'beginning…', isShortened: true },
        { ...lost, text: 'lost…', isShortened: true },
        { ...blank, text: '\u3164 ' },
      ],
      answers: { wholeTexts: (ids) => (ids.includes(2) ? [{ id: 2, text: whole }] : []) },
    });
    const { page } = window;
    const list = page.getByRole('listbox');
    const details = page.getByRole('region', { name: words.details.button });
    await window.button(words.details.button).click();
    await details.getByText(words.details.nothing).waitFor();
    await page.getByRole('option').filter({ hasText: 'beginning…' }).click();
    await details.getByText('END').waitFor();
    await details.getByText(words.details.sender.other(99)).waitFor();
    await list.press('ArrowDown');
    await details.getByText(words.details.notKept).waitFor();
    await list.press('ArrowDown');
    await details.getByText(words.blank).waitFor();
    await list.press('Home');
    await details.getByText(words.details.sender.service(4321, SERVICE_NAME)).waitFor();

    await window.button(words.details.button).click();
    await details.waitFor({ state: 'detached' });
    await list.press('Enter');
    await details.waitFor();
    await list.press('Control+a');
    await list.press('Control+c');
    const filter = page.getByRole('searchbox', { name: words.filter });
    await filter.evaluate((field) => {
      field.removeAttribute('maxLength');
    });
    await until(async () => {
      await filter.focus();
      await window.press('Control+a', 'Control+v');
      assert.match(await filter.inputValue(), /END.*lost…/);
    });
  });

  it('keeps the row in view that the details are about, when they open below it', async () => {
    await using window = await openHandMade({ view: RUNNING, messages: exampleMessages(60) });
    const { page } = window;
    await page.getByRole('option').filter({ hasText: 'Message 60' }).click();
    await page.getByRole('listbox').press('Enter');
    await page.getByRole('region', { name: words.details.button }).waitFor();
    await until(async () => {
      const [row, list] = await Promise.all([
        page.getByRole('option', { selected: true }).boundingBox(),
        page.getByRole('listbox').boundingBox(),
      ]);
      assert.ok(row !== null && list !== null);
      assert.ok(
        row.y + row.height <= list.y + list.height + 1,
        `${String(row.y)} in ${JSON.stringify(list)}`,
      );
    });
  });

  it('has its messages again after the window was reloaded', async () => {
    await using messages = await MessagesWindow.open();
    const { window } = messages;
    const before = await messages.lastNumber();
    await window.page.reload();
    await messages.list.waitFor();
    await messages.pass(1);
    await messages.untilNumber(before + PER_SECOND);
    await messages.list.focus();
    await window.press('Home');
    await messages.rows.filter({ hasText: 'Message 1 from another program' }).first().waitFor();
  });
});
