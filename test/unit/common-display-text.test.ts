import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { DISPLAY_LIMIT, displayText, visibleJson, visibleText } from '../../common/display-text.ts';

/** Control and format characters and separators of lines, but for the two joiners. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;
const JOINERS = /[\u200c\u200d]/g;

describe('displayed text', () => {
  const ordinary = [
    '',
    'Sigma Support Service is running, up 1:02:03',
    '<b>markup</b> & "quotes" stay text',
    'Größe, Ωμέγα, Привет, 日本語, ไทย',
    'עברית and العربية run in their own direction',
    'café, also with a combining accent: cafe\u0301',
    '👩‍👩‍👧 family, 👍🏽 skin tone, ❤️ variation, 🏳️‍🌈 flag, 🇩🇪 region',
    'क्‍ष and नमस्‌ते need their joiners',
  ];
  for (const text of ordinary) {
    it(`is unchanged: ${JSON.stringify(text)}`, () => {
      assert.equal(displayText(text), text);
    });
  }

  it('shows control characters as their pictures', () => {
    assert.equal(displayText('a\0b\tc\r\nd\u001be\u007f'), 'a␀b␉c␍␊d␛e␡');
  });

  const spoofing: readonly (readonly [name: string, character: string])[] = [
    ['right-to-left override', '\u202e'],
    ['left-to-right embedding', '\u202a'],
    ['isolate', '\u2066'],
    ['right-to-left mark', '\u200f'],
    ['Arabic letter mark', '\u061c'],
    ['zero-width space', '\u200b'],
    ['word joiner', '\u2060'],
    ['byte order mark', '\ufeff'],
    ['soft hyphen', '\u00ad'],
    ['tag letter', '\u{e0041}'],
    ['line separator', '\u2028'],
    ['paragraph separator', '\u2029'],
    ['next line', '\u0085'],
    ['lone surrogate', '\ud800'],
  ];
  for (const [name, character] of spoofing) {
    it(`shows that something was hidden: ${name}`, () => {
      assert.equal(displayText(`report${character}exe.txt`), 'report\ufffdexe.txt');
    });
  }

  it('never has a character that hides or reorders, and is never long', () => {
    const unit = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 5 }),
      fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
      fc.constantFrom(...spoofing.map(([, character]) => character)),
    );
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 1_500, size: 'max' }), (units) => {
        const shown = displayText(units.join(''));
        assert.doesNotMatch(shown.replace(JOINERS, ''), HIDDEN);
        assert.ok(shown.length <= DISPLAY_LIMIT + 1);
      }),
    );
  });

  it('ends in an ellipsis if it is cut, never in half a character', () => {
    assert.equal(displayText('x'.repeat(DISPLAY_LIMIT)), 'x'.repeat(DISPLAY_LIMIT));
    assert.equal(displayText('x'.repeat(DISPLAY_LIMIT + 1)), `${'x'.repeat(DISPLAY_LIMIT)}…`);
    assert.equal(displayText(`${'x'.repeat(DISPLAY_LIMIT - 1)}😀`), `${'x'.repeat(DISPLAY_LIMIT - 1)}…`);
  });
});

describe('text on a console', () => {
  it('shows what a name hides, however long it is', () => {
    assert.equal(visibleText('Trusted \u202egpj.exe'), 'Trusted \ufffdgpj.exe');
    assert.equal(visibleText('x'.repeat(5000)), 'x'.repeat(5000));
  });

  it('in JSON gives back any value, and hides and reorders nothing', () => {
    assert.equal(visibleJson({ path: 'a\u202eb' }), String.raw`{"path":"a\u202eb"}`);
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (texts) => {
        const json = visibleJson(texts);
        assert.deepEqual(JSON.parse(json), texts);
        assert.doesNotMatch(json, /[\p{Cf}\p{Zl}\p{Zp}\u0080-\u009f]/u);
      }),
    );
  });
});
