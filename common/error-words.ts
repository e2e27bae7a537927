import type { Words } from './languages/words.ts';
import type { ErrorReport } from './view.ts';
import { isKnownCode } from './win32-codes.ts';

/**
 * What errors mean and what to do about them, in the words of a language. The errors themselves cross everywhere as
 * codes.
 */

/** @returns what a Win32 code means */
export function codeExplanation({ codes, unknownCode }: Words, code: number): string {
  return isKnownCode(code) ? codes[code][0] : unknownCode.explanation;
}

/** @returns what to do about a Win32 code */
export function codeNextStep({ codes, unknownCode }: Words, code: number): string {
  return isKnownCode(code) ? codes[code][1] : unknownCode.nextStep(code);
}

/** @returns what happened */
export function errorExplanation(words: Words, error: ErrorReport): string {
  const { code, detail, surprise, serviceSpecificExitCode } = error;
  const text = surprise === undefined ? codeExplanation(words, code) : words.surprises[surprise][0];
  const own =
    serviceSpecificExitCode === undefined ? [] : [words.health.serviceSpecificError(serviceSpecificExitCode)];
  return [text, ...own, ...(detail === undefined ? [] : [`(${detail})`])].join(' ');
}

/** @returns what to do about it */
export function errorNextStep(words: Words, { code, surprise }: ErrorReport): string {
  return surprise === undefined ? codeNextStep(words, code) : words.surprises[surprise][1];
}
