import type { ComponentType } from 'react';
import type { Words } from '../../common/languages/words.ts';
import type { Share } from './geometry/arrangement.ts';
import type { Size } from './geometry/rectangle.ts';

/** What is fixed about where a child window lies. */
export interface ChildTraits {
  /** Where it lies until someone moves it. */
  readonly share: Share;
  readonly minimum: Size;
}

/** What a child window is. */
export interface ChildWindowDefinition extends ChildTraits {
  readonly title: (words: Words) => string;
  readonly icon: ComponentType;
  readonly content: ComponentType<{ readonly id: string }>;
}

/** All that the frame is told of its windows. To it an id is any text: it knows no kinds, services or contents. */
export interface WindowRegistry<Definition extends ChildTraits = ChildTraits> {
  /** The windows that the menus always offer, open or not, in the order of the menus and of the Tab key. */
  readonly offered: readonly string[];
  /** Those of them that are open at first, from the bottom to the top. */
  readonly openAtFirst: readonly string[];
  /** The ids that layouts of version 1 have for windows whose ids are others now. */
  readonly formerIds: ReadonlyMap<string, string>;
  /** @returns what a window is; undefined for an id that no window has */
  readonly definitionOf: (id: string) => Definition | undefined;
}
