import type { ComponentType } from 'react';
import type { Words } from '../../common/languages/words.ts';
import type { Share } from './geometry/arrangement.ts';
import type { Size } from './geometry/rectangle.ts';

/** What is fixed about where a child window lies. */
export interface ChildTraits {
  /** Where it lies until the user moves it. */
  readonly share: Share;
  readonly minimum: Size;
}

/** What a child window is. */
export interface ChildWindowDefinition extends ChildTraits {
  readonly title: (words: Words) => string;
  readonly icon: ComponentType;
  readonly content: ComponentType<{ readonly id: string }>;
}

/**
 * Everything that the frame is told about its windows. To the frame an id is just a text: it knows no kinds, services
 * or contents.
 */
export interface WindowRegistry<Definition extends ChildTraits = ChildTraits> {
  /** The windows that the menus always offer, open or not, in the order of the menus and of the Tab key. */
  readonly offered: readonly string[];
  /** Those of them that are open at first, from the bottom to the top. */
  readonly openAtFirst: readonly string[];
  /** The ids in layouts of version 1 for windows that have other ids now. */
  readonly formerIds: ReadonlyMap<string, string>;
  /** @returns what a window is; undefined for an id without a window */
  readonly definitionOf: (id: string) => Definition | undefined;
}
