import { cascade, tile, type TileDirection } from './geometry/arrangement.ts';
import type { Rectangle } from './geometry/rectangle.ts';
import { initialState, visibleWindows, workspace, type ChildState, type MdiState } from './state.ts';
import type { WindowRegistry } from './window-registry.ts';

/** The topmost window ends up in front. */
export function cascaded(state: MdiState): MdiState {
  const ids = visibleWindows(state);
  const minimums = ids.flatMap((id) => state.windows[id]?.traits.minimum ?? []);
  return placed(state, ids, cascade(minimums, workspace(state)));
}

/** The topmost window comes first. */
export function tiled(state: MdiState, direction: TileDirection): MdiState {
  const ids = visibleWindows(state).reverse();
  return placed(state, ids, tile(ids.length, workspace(state), direction));
}

/** Moves the topmost window to the bottom, so that repeating it visits every window, minimised ones too. */
export function withNext(state: MdiState): MdiState {
  const top = state.order.at(-1);
  if (top === undefined) return state;
  return { ...state, order: [top, ...state.order.filter((id) => id !== top)] };
}

/** Undoes {@link withNext}. */
export function withPrevious(state: MdiState): MdiState {
  const lowest = state.order[0];
  if (lowest === undefined) return state;
  return { ...state, order: [...state.order.filter((id) => id !== lowest), lowest] };
}

/** Minimised title bars close the gaps left by restored ones. */
export function withArrangedIcons(state: MdiState): MdiState {
  const minimised = state.order
    .flatMap((id) => ({ id, slot: state.windows[id]?.slot }))
    .filter(({ slot }) => slot !== undefined)
    .sort((one, other) => (one.slot ?? 0) - (other.slot ?? 0));
  return minimised.reduce((result, { id }, slot) => withChild(result, id, { slot }), state);
}

/** Restores the initial arrangement in the current frame. */
export function reset(registry: WindowRegistry, { frame }: MdiState): MdiState {
  return { ...initialState(registry), frame };
}

export function withChild(state: MdiState, id: string, change: Partial<ChildState>): MdiState {
  const child = state.windows[id];
  if (child === undefined) return state;
  return { ...state, windows: { ...state.windows, [id]: { ...child, ...change } } };
}

function placed(state: MdiState, ids: readonly string[], rectangles: readonly Rectangle[]): MdiState {
  if (ids.length === 0) return state;
  return ids.reduce<MdiState>(
    (result, id, index) => withChild(result, id, { rectangle: rectangles[index] }),
    {
      ...state,
      isMaximised: false,
    },
  );
}
