import type { ComponentType } from 'react';
import type { ChildTraits } from '../mdi/state.ts';

/** One kind of window inside the frame. */
export interface ChildWindowDefinition extends ChildTraits {
  readonly title: string;
  readonly icon: ComponentType;
  readonly content: ComponentType;
}
