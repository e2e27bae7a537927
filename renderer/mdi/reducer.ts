import { assertNever } from '../../common/assert-never.ts';
import { WINDOW_LIMIT } from '../../common/mdi.ts';
import { cascaded, reset, tiled, withArrangedIcons, withChild, withNext, withPrevious } from './arranged.ts';
import type { Share, TileDirection } from './geometry/arrangement.ts';
import { isSameRectangle, isSameSize, type Point, type Size } from './geometry/rectangle.ts';
import type { Edges } from './geometry/sizing.ts';
import { begun, finished, nudged, stepped } from './gesture.ts';
import { modeOf, newChild, visibleWindows, type ChildState, type MdiState } from './state.ts';
import type { WindowRegistry } from './window-registry.ts';

/** What can happen to one open window, besides becoming active. */
type ChildAction =
  | { readonly type: 'close'; readonly id: string }
  | { readonly type: 'minimise'; readonly id: string }
  | { readonly type: 'maximise'; readonly id: string }
  /** Restores a maximised or minimised window. */
  | { readonly type: 'restore'; readonly id: string };

/** What can happen to all windows. */
type ArrangeAction =
  | { readonly type: 'next' }
  | { readonly type: 'previous' }
  | { readonly type: 'minimise-all' }
  | { readonly type: 'cascade' }
  | { readonly type: 'tile'; readonly direction: TileDirection }
  | { readonly type: 'arrange-icons' }
  | { readonly type: 'reset-layout' };

/** Moving and sizing: begin, then any number of steps or nudges, then finish or cancel. */
export type GestureAction =
  | { readonly type: 'begin-move'; readonly id: string; readonly input: 'pointer' | 'keyboard' }
  | {
      readonly type: 'begin-size';
      readonly id: string;
      readonly input: 'pointer' | 'keyboard';
      readonly edges: Edges;
    }
  /** How far the pointer is from where it began. */
  | { readonly type: 'step'; readonly by: Point; readonly isSnapping: boolean }
  /** An arrow key: moves this much further. */
  | { readonly type: 'nudge'; readonly by: Point }
  | { readonly type: 'finish' }
  | { readonly type: 'cancel' };

export type MdiAction =
  | { readonly type: 'resize-frame'; readonly frame: Size }
  /** Brings a window to the front; a minimised window stays minimised. */
  | { readonly type: 'activate'; readonly id: string }
  /** Opens a window, or brings it to the front in whatever state it is. */
  | { readonly type: 'open'; readonly id: string }
  | ChildAction
  | ArrangeAction
  | GestureAction;

/**
 * Everything that can happen to the child windows. An action that is not possible, or that concerns a window that does
 * not exist, changes nothing. Any other action finishes a gesture that is in progress.
 */
export function reduce(registry: WindowRegistry, state: MdiState, action: MdiAction): MdiState {
  switch (action.type) {
    case 'resize-frame':
      return isSameSize(state.frame, action.frame) ? state : { ...state, frame: action.frame };
    case 'step':
      return stepped(state, action.by, action.isSnapping);
    case 'nudge':
      return nudged(state, action.by);
    case 'finish':
      return finished(state);
    case 'cancel':
      return { ...state, gesture: undefined };
    case 'begin-move':
    case 'begin-size':
      return begun(withActivated(finished(state), action.id), action);
    case 'activate':
      // The window of a gesture gets the focus during the gesture.
      return state.gesture?.id === action.id ? state : withActivated(finished(state), action.id);
    case 'open':
      return opened(registry, finished(state), action.id);
    case 'close':
    case 'minimise':
    case 'maximise':
    case 'restore':
      return modeOf(state, action.id) === 'closed' ? state : reduceChild(registry, finished(state), action);
    default:
      return reduceAll(registry, finished(state), action);
  }
}

function reduceChild(registry: WindowRegistry, state: MdiState, { type, id }: ChildAction): MdiState {
  const mode = modeOf(state, id);
  switch (type) {
    case 'close':
      return withVisibleOnTop(closed(registry, state, id));
    case 'minimise':
      return mode === 'minimised' ? state : minimised(state, id);
    case 'maximise':
      return { ...onTop(withChild(state, id, { slot: undefined }), id), isMaximised: true };
    case 'restore':
      if (mode === 'normal') return state;
      return {
        ...onTop(withChild(state, id, { slot: undefined }), id),
        isMaximised: mode === 'minimised' && state.isMaximised,
      };
    default:
      return assertNever(type);
  }
}

function reduceAll(registry: WindowRegistry, state: MdiState, action: ArrangeAction): MdiState {
  switch (action.type) {
    case 'next':
      return withNext(state);
    case 'previous':
      return withPrevious(state);
    case 'minimise-all':
      return visibleWindows(state).toReversed().reduce(withSlot, state);
    case 'cascade':
      return cascaded(state);
    case 'tile':
      return tiled(state, action.direction);
    case 'arrange-icons':
      return withArrangedIcons(state);
    case 'reset-layout':
      return reset(registry, state);
    default:
      return assertNever(action);
  }
}

/** Brings a window to the front in whatever state it is. A window that is not always offered is added. */
function opened(registry: WindowRegistry, state: MdiState, id: string): MdiState {
  if (modeOf(state, id) !== 'closed') return onTop(withChild(state, id, { slot: undefined }), id);
  const isKnown = Object.hasOwn(state.windows, id);
  const child = isKnown ? state.windows[id] : newDocument(registry, state, id);
  if (child === undefined) return state;
  const step = freeStep(state, child.traits.share);
  return onTop({ ...state, windows: { ...state.windows, [id]: { ...child, step } } }, id);
}

function newDocument({ definitionOf }: WindowRegistry, state: MdiState, id: string): ChildState | undefined {
  const traits = definitionOf(id);
  const isFull = Object.keys(state.windows).length >= WINDOW_LIMIT;
  return traits === undefined || isFull ? undefined : newChild(traits);
}

/** @returns the first step away from a share that is free of windows nobody has moved */
function freeStep({ order, windows }: MdiState, share: Share): number {
  const taken = new Set(
    order
      .flatMap((id) => windows[id] ?? [])
      .filter(({ rectangle, traits }) => rectangle === undefined && isSameRectangle(traits.share, share))
      .map(({ step }) => step),
  );
  let step = 0;
  while (taken.has(step)) step += 1;
  return step;
}

/** A window that is always offered keeps its place; any other is forgotten. */
function closed({ offered }: WindowRegistry, state: MdiState, id: string): MdiState {
  const order = state.order.filter((other) => other !== id);
  if (offered.includes(id)) return { ...withChild(state, id, { slot: undefined }), order };
  const windows = Object.entries(state.windows).filter(([other]) => other !== id);
  return { ...state, order, windows: Object.fromEntries(windows) };
}

function withActivated(state: MdiState, id: string): MdiState {
  return modeOf(state, id) === 'closed' ? state : onTop(state, id);
}

/** The window below comes to the front; the last window stays active. */
function minimised(state: MdiState, id: string): MdiState {
  const result = withSlot(state, id);
  if (visibleWindows(result).length === 0) return onTop(result, id);
  return withVisibleOnTop({ ...result, order: [id, ...result.order.filter((other) => other !== id)] });
}

/** Uses the first free slot of the minimised title bars. */
function withSlot(state: MdiState, id: string): MdiState {
  const taken = new Set(state.order.map((other) => state.windows[other]?.slot));
  return withChild(state, id, { slot: state.order.findIndex((_, index) => !taken.has(index)) });
}

/** Prevents a minimised title bar from becoming active because the window above it is gone. */
function withVisibleOnTop(state: MdiState): MdiState {
  const id = visibleWindows(state).at(-1);
  return id === undefined ? state : onTop(state, id);
}

function onTop(state: MdiState, id: string): MdiState {
  if (state.order.at(-1) === id) return state;
  return { ...state, order: [...state.order.filter((other) => other !== id), id] };
}
