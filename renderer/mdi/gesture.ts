import type { GestureAction } from './reducer.ts';
import { isSameRectangle, moved, reachable, type Point, type Rectangle } from './geometry/rectangle.ts';
import {
  NO_EDGES,
  resized,
  snappedMove,
  snappedResize,
  type Edges,
  type SizeLimits,
} from './geometry/sizing.ts';
import { modeOf, normalRectangle, visibleWindows, workspace, type Gesture, type MdiState } from './state.ts';

type Begin = Extract<GestureAction, { type: 'begin-move' | 'begin-size' }>;

/** Only a window that is neither minimised nor maximised can be moved or sized. */
export function begun(state: MdiState, action: Begin): MdiState {
  const { id, input } = action;
  if (modeOf(state, id) !== 'normal') return state;
  const origin = normalRectangle(state, id);
  const kind = action.type === 'begin-move' ? 'move' : 'size';
  const edges = action.type === 'begin-move' ? NO_EDGES : action.edges;
  return { ...state, gesture: { id, kind, input, edges, origin, rectangle: origin } };
}

/** @param by how far the pointer is from where the gesture began */
export function stepped(state: MdiState, by: Point, isSnapping: boolean): MdiState {
  const { gesture } = state;
  if (gesture === undefined) return state;
  const neighbours = isSnapping ? neighboursOf(state, gesture.id) : [];
  return withRectangle(state, gesture, follow(state, gesture, by, isSnapping, neighbours));
}

function follow(
  state: MdiState,
  { id, kind, origin, edges }: Gesture,
  by: Point,
  isSnapping: boolean,
  neighbours: readonly Rectangle[],
): Rectangle {
  const limits = limitsOf(state, id);
  if (kind === 'move') {
    const free = moved(origin, by);
    return isSnapping ? snappedMove(free, { frame: limits.frame, neighbours }) : free;
  }
  return isSnapping
    ? snappedResize(origin, edges, by, limits, neighbours)
    : resized(origin, edges, by, limits);
}

/** An arrow key moves the window on from where it is, without snapping. */
export function nudged(state: MdiState, by: Point): MdiState {
  const { gesture } = state;
  if (gesture === undefined) return state;
  if (gesture.kind === 'move') return withRectangle(state, gesture, moved(gesture.rectangle, by));
  const edges = chosenEdges(gesture.edges, by);
  const rectangle = resized(gesture.rectangle, edges, by, limitsOf(state, gesture.id));
  return withRectangle(state, { ...gesture, edges }, rectangle);
}

/** The window stays where it is. One that did not move keeps following the frame if it did so before. */
export function finished(state: MdiState): MdiState {
  const { gesture } = state;
  if (gesture === undefined) return state;
  const child = state.windows[gesture.id];
  const ended = { ...state, gesture: undefined };
  if (child === undefined || isSameRectangle(gesture.origin, gesture.rectangle)) return ended;
  return {
    ...ended,
    windows: { ...state.windows, [gesture.id]: { ...child, rectangle: gesture.rectangle } },
  };
}

function withRectangle(state: MdiState, gesture: Gesture, rectangle: Rectangle): MdiState {
  return { ...state, gesture: { ...gesture, rectangle: reachable(rectangle, workspace(state)) } };
}

function chosenEdges({ x, y }: Edges, by: Point): Edges {
  return {
    x: x ?? (by.x === 0 ? undefined : by.x < 0 ? 'left' : 'right'),
    y: y ?? (by.y === 0 ? undefined : by.y < 0 ? 'top' : 'bottom'),
  };
}

function limitsOf(state: MdiState, id: string): SizeLimits {
  const frame = workspace(state);
  return { minimum: state.windows[id]?.traits.minimum ?? frame, frame };
}

function neighboursOf(state: MdiState, id: string): Rectangle[] {
  return visibleWindows(state).flatMap((other) => (other === id ? [] : normalRectangle(state, other)));
}
