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
  /** A BCP 47 tag for Intl, such as `de-AT`. */
  readonly locale: string;
}

/**
 * @param chosen a language, or the system's
 * @param preferred the person's locales as the system has them, the best first
 * @returns the language to speak, with the person's own locale where that is one of the same language
 */
export function speechFor(chosen: Language | 'system', preferred: readonly string[]): Speech {
  const known = preferred.flatMap((tag) => {
    const language = languageOf(tag);
    return language === undefined ? [] : [{ language, locale: tag }];
  });
  if (chosen === 'system') return known[0] ?? { language: 'en', locale: 'en' };
  return known.find(({ language }) => language === chosen) ?? { language: chosen, locale: chosen };
}

function languageOf(tag: string): Language | undefined {
  const [primary] = tag.toLowerCase().split('-');
  return LANGUAGE_TAGS.find((language) => language === primary);
}
