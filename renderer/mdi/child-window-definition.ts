import type { ComponentType } from 'react';
import type { Words } from '../../common/languages/words.ts';
import type { ChildTraits } from './state.ts';

/** One kind of window inside the frame. */
export interface ChildWindowDefinition extends ChildTraits {
  readonly title: (words: Words) => string;
  readonly icon: ComponentType;
  readonly content: ComponentType;
}
