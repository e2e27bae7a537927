import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import { ENGLISH } from '../../common/languages/english.ts';
import { GERMAN } from '../../common/languages/german.ts';
import {
  LANGUAGE_TAGS,
  LANGUAGES,
  speechFor,
  type Language,
  type Speech,
} from '../../common/languages/languages.ts';

/** Every text of a language by its path; functions get arguments that can be recognised in the result. */
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

    it('ends its sentences where English does', () => {
      for (const [path, text] of texts) {
        assert.equal(/[.…]$/.test(text), /[.…]$/.test(WANTED.get(path) ?? ''), `${path}: ${text}`);
      }
    });
  });
}

/** Wording that reads as translated, or is not what Windows calls it. */
const BANNED: Readonly<Record<Language, readonly RegExp[]>> = {
  en: [
    /\blet go\b/i,
    /\bgo(es)? on\b/i,
    /\bwish/i,
    /\banew\b/i,
    /\bnobody\b|\bsomebody\b|\bwhoever\b/i,
    /\bothers than\b/i,
    /\btakes? back\b/i,
    /\bno longer waits\b|\bwaits no longer\b/i,
    /\bcomes? of it\b/i,
    /\bstart type\b|\bimage path\b/i,
    /\basked for\b(?! approval| has passed)/i,
    /\b(he|his|him)\b/i,
  ],
  de: [
    /\bgeht weiter\b|\bmacht damit weiter\b/i,
    /\bzu Ende gegangen\b/i,
    /\bschweigt\b|\bverstummt\b/i,
    /\bniemand|\bjemand/i,
    /\bjene[rsmn]?\b/i,
    /\banders? als Administratoren\b|\bandere als Administratoren\b/i,
    /\bgebaut\b|\bBuild gibt\b/,
    /\bWunsch, /i,
    /\bDateipfad\b/i,
    /\bSmart App Control\b/,
    /\bgeklappt\b/i,
  ],
};

for (const [tag, { words }] of Object.entries(LANGUAGES)) {
  test(`nothing in ${tag} reads as translated`, () => {
    for (const [path, text] of textsOf(words, '')) {
      for (const banned of BANNED[tag as Language]) assert.doesNotMatch(text, banned, path);
    }
  });
}

test('the service’s Stop cannot be taken for Sigma’s Exit', () => {
  for (const { words } of Object.values(LANGUAGES)) {
    assert.notEqual(words.requests.labels.stop, words.menu.exit);
  }
  const { requests, menu } = LANGUAGES.de.words;
  assert.match(requests.labels.stop, /Dienst/);
  assert.match(menu.exit, /Sigma/);
});

/** What follows a count, for each count. */
const PLURALS: Readonly<
  Record<Language, readonly (readonly [say: (count: number) => string, one: string, other: string])[]>
> = {
  en: [
    [(count) => ENGLISH.host.detail('PC', 'Windows', 1, count), 'processor', 'processors'],
    [ENGLISH.ago.days, 'day', 'days'],
    [ENGLISH.service.units.days, 'day', 'days'],
    [(count) => ENGLISH.service.daysAnd(count, '1:00:00'), 'day', 'days'],
    [(count) => ENGLISH.check.findings['scm-read'](count, 3), 'service', 'services'],
    [ENGLISH.check.findings['kept-posts-taken'], 'message', 'messages'],
  ],
  de: [
    [(count) => GERMAN.host.detail('PC', 'Windows', 1, count), 'Prozessor', 'Prozessoren'],
    [GERMAN.ago.days, 'Tag', 'Tagen'],
    [GERMAN.service.units.days, 'Tag', 'Tagen'],
    [(count) => GERMAN.service.daysAnd(count, '1:00:00'), 'Tag', 'Tage'],
    [(count) => GERMAN.check.findings['scm-read'](count, 3), 'Dienst', 'Dienste'],
    [GERMAN.check.findings['kept-posts-taken'], 'Meldung', 'Meldungen'],
  ],
};

for (const tag of LANGUAGE_TAGS) {
  for (const count of [0, 1, 2, 1_000]) {
    test(`${String(count)} is told in ${tag} with the form that goes with it`, () => {
      for (const [say, one, other] of PLURALS[tag]) {
        assert.match(say(count), new RegExp(`\\b${count === 1 ? one : other}\\b`));
        assert.ok(count === 1 || !new RegExp(`\\b${one}\\b`).test(say(count)), say(count));
      }
    });
  }
}

test('a check tells in the singular that one link works', () => {
  const summaries = [0, 1, 2].map((works) => ENGLISH.check.summary({ works, unknown: 0, fails: 3 }));
  assert.deepEqual(summaries, [
    '0 of 3 links work, 3 failed.',
    '1 of 4 links works, 3 failed.',
    '2 of 5 links work, 3 failed.',
  ]);
});

function speech(language: Language, locale: string, regionalFormat = locale): Speech {
  return { language, locale, regionalFormat };
}

test('the system’s own language is spoken if Sigma knows it, with its locale', () => {
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
