import { defaultPlacement, minimisedRow, type MinimisedRow } from './geometry/arrangement.ts';
import { bottom, reachable, type Rectangle, type Size } from './geometry/rectangle.ts';
import type { Edges } from './geometry/sizing.ts';
import type { ChildTraits, WindowRegistry } from './window-registry.ts';

/** One child window, open or closed. */
export interface ChildState {
  readonly traits: ChildTraits;
  /** Where the user has put it; undefined until then. Kept while the window is closed. */
  readonly rectangle: Rectangle | undefined;
  /**
   * By how many title bars it is offset down and right from its share until then, so it does not cover another window
   * there.
   */
  readonly step: number;
  /** Its slot among the minimised title bars, from 0; undefined unless it is minimised. */
  readonly slot: number | undefined;
}

/** A window being moved or sized. It is shown at `rectangle`, and stays there once the gesture is finished. */
export interface Gesture {
  readonly id: string;
  readonly kind: 'move' | 'size';
  readonly input: 'pointer' | 'keyboard';
  /** The edges that a `size` moves. From the keyboard, the first arrow key in each direction selects them. */
  readonly edges: Edges;
  readonly origin: Rectangle;
  readonly rectangle: Rectangle;
}

/** The state of the child windows, from which they are drawn. */
export interface MdiState {
  /** The size of the frame area. */
  readonly frame: Size;
  /**
   * By id, in the order of the menus: first the windows that are always offered, then the others while they are open.
   */
  readonly windows: Readonly<Record<string, ChildState>>;
  /** The open windows from the bottom to the top. */
  readonly order: readonly string[];
  /** As always in MDI: while one window is maximised, so is every window that comes to the front. */
  readonly isMaximised: boolean;
  readonly gesture: Gesture | undefined;
}

export type ChildMode = 'closed' | 'minimised' | 'maximised' | 'normal';

const UNMEASURED: Size = { width: 0, height: 0 };

export function initialState({ offered, openAtFirst, definitionOf }: WindowRegistry): MdiState {
  return {
    frame: UNMEASURED,
    windows: Object.fromEntries(
      offered.flatMap((id) => {
        const traits = definitionOf(id);
        return traits === undefined ? [] : [[id, newChild(traits)]];
      }),
    ),
    order: openAtFirst,
    isMaximised: false,
    gesture: undefined,
  };
}

/** @returns a window that nobody has moved */
export function newChild(traits: ChildTraits): ChildState {
  return { traits, rectangle: undefined, step: 0, slot: undefined };
}

/** @returns the open windows in the order of the menus */
export function openWindows({ order, windows }: MdiState): string[] {
  return Object.keys(windows).filter((id) => order.includes(id));
}

/** @returns the windows that are offered and not open, in the order of the menus */
export function closedWindows({ order, windows }: MdiState): string[] {
  return Object.keys(windows).filter((id) => !order.includes(id));
}

/** @returns the open windows that are not minimised, from the bottom to the top */
export function visibleWindows({ order, windows }: MdiState): string[] {
  return order.filter((id) => windows[id]?.slot === undefined);
}

/** @returns the window that has or gets the focus: the topmost, which may be a minimised title bar */
export function activeWindow({ order }: MdiState): string | undefined {
  return order.at(-1);
}

/** @returns the window that is visible while windows are maximised: the topmost that is not minimised */
export function maximisedWindow(state: MdiState): string | undefined {
  return state.isMaximised ? visibleWindows(state).at(-1) : undefined;
}

export function modeOf(state: MdiState, id: string): ChildMode {
  if (!state.order.includes(id)) return 'closed';
  if (state.windows[id]?.slot !== undefined) return 'minimised';
  return state.isMaximised ? 'maximised' : 'normal';
}

/** @returns how far in front an open window is; minimised title bars are never covered */
export function levelOf({ order, windows }: MdiState, id: string): number {
  return order.indexOf(id) + (windows[id]?.slot === undefined ? 0 : order.length);
}

function rowOf({ order, windows, frame }: MdiState): MinimisedRow {
  const slots = order.flatMap((id) => windows[id]?.slot ?? []);
  return minimisedRow(Math.max(-1, ...slots) + 1, frame);
}

/** @returns the part of the frame that the minimised title bars leave free */
export function workspace(state: MdiState): Size {
  return { width: state.frame.width, height: state.frame.height - rowOf(state).height };
}

/** @returns where a window that is neither minimised nor maximised is shown now */
export function normalRectangle(state: MdiState, id: string): Rectangle {
  const area = workspace(state);
  if (state.gesture?.id === id) return reachable(state.gesture.rectangle, area);
  const child = state.windows[id];
  if (child === undefined) return { left: 0, top: 0, ...area };
  const { rectangle, step, traits } = child;
  if (rectangle === undefined)
    return reachable(defaultPlacement(area, traits.share, traits.minimum, step), area);
  return reachable(aboveRow(rectangle, traits.minimum, state), area);
}

/** A window that was inside the frame makes room for the minimised title bars as far as possible. */
function aboveRow(rectangle: Rectangle, minimum: Size, state: MdiState): Rectangle {
  if (bottom(rectangle) > state.frame.height) return rectangle;
  const room = Math.max(minimum.height, workspace(state).height - rectangle.top);
  return { ...rectangle, height: Math.min(rectangle.height, room) };
}

/** @returns where an open window is shown now */
export function shownRectangle(state: MdiState, id: string): Rectangle {
  const slot = state.windows[id]?.slot;
  if (slot !== undefined) return rowOf(state).rectangle(slot);
  return state.isMaximised ? { left: 0, top: 0, ...workspace(state) } : normalRectangle(state, id);
}
