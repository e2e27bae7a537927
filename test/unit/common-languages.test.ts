import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import { ENGLISH } from '../../common/languages/english.ts';
import { LANGUAGES, speechFor, type Language, type Speech } from '../../common/languages/languages.ts';

/** Every text of a language by its path; what takes arguments gets some that can be found again. */
function textsOf(value: unknown, path: string): readonly (readonly [path: string, text: string])[] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') {
    const take = value as (...given: string[]) => string;
    return [[path, take(...Array.from({ length: take.length }, (_, index) => String(7001 + index)))]];
  }
  return Object.entries(value as object).flatMap(([name, inner]) => textsOf(inner, `${path}/${name}`));
}

const WANTED = new Map(textsOf(ENGLISH, ''));

for (const [tag, { words }] of Object.entries(LANGUAGES)) {
  describe(`the language ${tag}`, () => {
    const texts = new Map(textsOf(words, ''));

    it('has every text of English, and no other', () => {
      assert.deepEqual([...texts.keys()].toSorted(), [...WANTED.keys()].toSorted());
    });

    it('leaves none empty', () => {
      for (const [path, text] of texts) assert.match(text, /\S/, path);
    });

    it('says every number and name that English says', () => {
      for (const [path, text] of texts) {
        for (const [part] of (WANTED.get(path) ?? '').matchAll(/700\d|SigmaSrv|Sigma Support Service/g))
          assert.ok(text.includes(part), `${path} lacks ${part}`);
      }
    });

    it('ends a sentence where English ends one', () => {
      for (const [path, text] of texts) {
        assert.equal(/[.…]$/.test(text), /[.…]$/.test(WANTED.get(path) ?? ''), `${path}: ${text}`);
      }
    });
  });
}

test('one message is told of in the singular, more of them in the plural', () => {
  const told = [LANGUAGES.en, LANGUAGES.de].flatMap(({ words: { facts, messages } }) =>
    ['1', '21'].flatMap((count) => [facts.receivedSize(count, '2 kB'), messages.notes.dropped(count)]),
  );
  assert.deepEqual(told, [
    '1 message, 2 kB',
    '1 came too fast and was dropped',
    '21 messages, 2 kB',
    '21 came too fast and were dropped',
    '1 Meldung, 2 kB',
    '1 kam zu schnell und wurde ausgelassen',
    '21 Meldungen, 2 kB',
    '21 kamen zu schnell und wurden ausgelassen',
  ]);
});

function speech(language: Language, locale: string, regionalFormat = locale): Speech {
  return { language, locale, regionalFormat };
}

test('the system’s own language is spoken where Sigma knows it, with its locale', () => {
  assert.deepEqual(speechFor('system', ['fr-FR', 'de-AT', 'en-US']), speech('de', 'de-AT'));
  assert.deepEqual(speechFor('system', ['fr-FR']), speech('en', 'en'));
  assert.deepEqual(speechFor('system', []), speech('en', 'en'));
});

test('a language that was chosen is spoken, with the person’s own locale of it if there is one', () => {
  assert.deepEqual(speechFor('de', ['en-GB', 'de-CH']), speech('de', 'de-CH'));
  assert.deepEqual(speechFor('de', ['en-GB']), speech('de', 'de'));
});

test('dates are written by the system’s regional format, whatever language is spoken', () => {
  assert.deepEqual(speechFor('system', ['fr-FR', 'en-US'], 'fr-CA'), speech('en', 'en-US', 'fr-CA'));
  assert.deepEqual(speechFor('system', ['en-US'], 'en-GB'), speech('en', 'en-GB'));
  assert.deepEqual(speechFor('de', ['en-US'], 'de-CH'), speech('de', 'de-CH'));
  for (const none of ['C', '', 'en_US.UTF-8', '\0']) {
    assert.deepEqual(speechFor('system', ['de-AT'], none), speech('de', 'de-AT'), none);
  }
});
