import { createContext, useContext } from 'react';
import { LANGUAGES, speechFor, type Speech } from '../common/languages/languages.ts';
import type { Words } from '../common/languages/words.ts';
import { useSigma } from './use-sigma.ts';

interface Spoken {
  readonly words: Words;
  /** For Intl. */
  readonly locale: string;
}

export const SpeechContext = createContext<Spoken>(spokenBy(speechFor('system', [])));

/** @returns the words of the window's language, and how it writes numbers and dates */
export function useSpeech(): Spoken {
  return useContext(SpeechContext);
}

export function useWords(): Words {
  return useSpeech().words;
}

/** @returns the speech that the settings come to; until they are known, the browser's */
export function useCurrentSpeech(): Speech {
  const speech = useSigma(({ feed }) => feed.shown?.view.speech);
  return speech ?? speechFor('system', navigator.languages);
}

export function spokenBy({ language, locale }: Speech): Spoken {
  return { words: LANGUAGES[language].words, locale };
}
