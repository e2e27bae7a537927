import { createContext, useContext } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { LANGUAGES, speechFor, type Speech, type Spoken } from '../../common/languages/languages.ts';
import type { Words } from '../../common/languages/words.ts';
import type { SigmaState } from './store.ts';
import { useSigma } from './use-sigma.ts';

export const SpeechContext = createContext<Spoken>(spokenBy(speechFor('system', [])));

/** @returns the words of the window's language, and how it formats numbers and dates */
export function useSpeech(): Spoken {
  return useContext(SpeechContext);
}

export function useWords(): Words {
  return useSpeech().words;
}

const BROWSER_SPEECH = speechFor('system', navigator.languages);

/** @returns the language that follows from the settings; until they are known, from the browser */
export function speechOf({ feed }: SigmaState): Speech {
  return feed.shown?.view.app.speech ?? BROWSER_SPEECH;
}

/** @returns the current speech. Every batch contains it as a new object, which is no reason to render again */
export function useCurrentSpeech(): Speech {
  return useSigma(useShallow(speechOf));
}

export function spokenBy(speech: Speech): Spoken {
  return { ...speech, words: LANGUAGES[speech.language].words };
}
