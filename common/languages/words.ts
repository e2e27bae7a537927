import type { ENGLISH } from './english.ts';

/**
 * What a language has to say: the shape of the English words. The compiler refuses a language in which one is
 * missing.
 */
export type Words = typeof ENGLISH;
