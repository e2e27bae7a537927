import { createStore } from 'zustand/vanilla';
import { WORDS } from '../words.ts';
import { defaultPlacement, type Rectangle, type Size } from './geometry.ts';

export type ChildWindowId = 'messages';

/** A window inside the frame. What it contains is its component's business. */
export interface ChildWindowState {
  readonly title: string;
  readonly rectangle: Rectangle;
}

export interface MdiState {
  readonly windows: Readonly<Record<ChildWindowId, ChildWindowState>>;
}

const UNMEASURED: Size = { width: 0, height: 0 };

/** Where the child windows are: the state that draws them. */
export const mdi = createStore<MdiState>()(() => ({
  windows: { messages: { title: WORDS.messages, rectangle: defaultPlacement(UNMEASURED) } },
}));

/** Places the child windows anew in a frame area of another size. */
export function resizeFrame(frame: Size): void {
  mdi.setState(({ windows }) => ({
    windows: { messages: { ...windows.messages, rectangle: defaultPlacement(frame) } },
  }));
}
