import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MailslotTraffic } from '../../engine/watch/traffic.ts';
import { MessageHistory } from '../../engine/watch/message-history.ts';

/** A mailslot takes 64 KiB: so many UTF-16 units. */
const LARGEST = 32 * 1024;

function received(...texts: string[]): MessageHistory {
  const history = new MessageHistory(new MailslotTraffic());
  const messages = texts.map((text) => ({ bytes: Buffer.from(text, 'utf16le'), arrivedAt: 0 }));
  history.add({ messages, dropped: 0 });
  return history;
}

describe('a message that is longer than a row', () => {
  it('is a row with its beginning, and whole on demand, with nothing hidden in it', () => {
    const long = `${'a'.repeat(1500)}\u202e\n${'b'.repeat(1500)}`;
    const history = received('short', long, 'x'.repeat(1000));
    const [short, row, exact] = history.rows();
    assert.equal(row?.isShortened, true);
    assert.equal(row.text, `${'a'.repeat(1000)}…`);
    assert.equal(short?.isShortened, undefined);
    assert.equal(exact?.isShortened, undefined);
    assert.deepEqual(history.wholeTexts([1, 2, 3, 99]), [
      { id: 2, text: `${'a'.repeat(1500)}\ufffd\u240a${'b'.repeat(1500)}` },
    ]);
    assert.deepEqual(history.wholeTexts([]), []);
  });

  it('is kept whole among the newest ones alone, so that a flood of them takes no memory without end', () => {
    const count = 1000;
    const history = received(...Array.from({ length: count }, () => 'x'.repeat(LARGEST)));
    const whole = history.wholeTexts(Array.from({ length: count }, (_, index) => index + 1));
    const units = whole.reduce((sum, { text }) => sum + text.length, 0);
    assert.ok(units > 4 * 1024 * 1024 && units <= 8 * 1024 * 1024, String(units));
    assert.equal(whole.at(-1)?.id, count);
    assert.equal(history.rows().length, count);
  });
});
