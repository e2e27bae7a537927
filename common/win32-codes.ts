import { ENGLISH_CODES } from './languages/english-codes.ts';
import { WIN32_NAMES, type KnownCode } from './win32-names.ts';

/** What a Win32 error code means for a person who runs a service. */
export interface CodeDescription {
  /** The constant's name in winerror.h. */
  readonly name: string;
  readonly explanation: string;
  readonly nextStep: string;
}

/** @returns the description of a code in English; for one that Sigma does not know, where to look it up */
export function describeWin32Code(code: number): CodeDescription {
  if (!isKnownCode(code)) {
    return {
      name: `Win32 error ${String(code)}`,
      explanation: 'Windows reported an error that Sigma has no explanation for.',
      nextStep: `Run "net helpmsg ${String(code)}" for the text that Windows has for it.`,
    };
  }
  const [explanation, nextStep] = ENGLISH_CODES[code];
  return { name: WIN32_NAMES[code], explanation, nextStep };
}

/** @returns `NAME (code)`; a code without a name is told once */
export function codeText(code: number): string {
  return isKnownCode(code) ? `${WIN32_NAMES[code]} (${String(code)})` : describeWin32Code(code).name;
}

export function isKnownCode(code: number): code is KnownCode {
  return code in WIN32_NAMES;
}
