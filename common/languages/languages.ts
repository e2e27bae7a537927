import { ENGLISH } from './english.ts';
import { GERMAN } from './german.ts';
import type { Words } from './words.ts';

/** Every language of the window. A new one is a file beside these, and its line here. */
export const LANGUAGES = {
  en: { name: 'English', words: ENGLISH },
  de: { name: 'Deutsch', words: GERMAN },
} as const satisfies Readonly<Record<string, { readonly name: string; readonly words: Words }>>;

export type Language = keyof typeof LANGUAGES;
export const LANGUAGE_TAGS = Object.keys(LANGUAGES) as Language[];

/** What a person speaks: the words, and how numbers and dates are written. */
export interface Speech {
  readonly language: Language;
  /** A BCP 47 tag for Intl, such as `de-AT`, of the same language: what is written in words goes by it. */
  readonly locale: string;
  /** How the person writes dates, as such a tag: Windows' regional format, which may be of another language. */
  readonly regionalFormat: string;
}

/** The same with the words themselves. */
export interface Spoken extends Speech {
  readonly words: Words;
}

/**
 * @param chosen a language, or the system's
 * @param preferred the person's locales as the system has them, the best first
 * @param regionalFormat the locale that the system writes dates by; undefined where it has none
 * @returns the language to speak, with the person's own locale where that is one of the same language
 */
export function speechFor(
  chosen: Language | 'system',
  preferred: readonly string[],
  regionalFormat?: string,
): Speech {
  const format = regionalFormat !== undefined && isLocale(regionalFormat) ? regionalFormat : undefined;
  const tags = [...(format === undefined ? [] : [format]), ...preferred];
  const language =
    chosen === 'system' ? (preferred.map(languageOf).find((known) => known !== undefined) ?? 'en') : chosen;
  const locale = tags.find((tag) => languageOf(tag) === language) ?? language;
  return { language, locale, regionalFormat: format ?? locale };
}

/** A system without a language calls that "C", which Intl throws on. */
function isLocale(tag: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag).length > 0;
  } catch {
    return false;
  }
}

/** @returns the language of a BCP 47 tag, where Sigma speaks it */
export function languageOf(tag: string): Language | undefined {
  const [primary] = tag.toLowerCase().split('-');
  return LANGUAGE_TAGS.find((language) => language === primary);
}
