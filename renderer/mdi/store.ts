import { createStore, type StoreApi } from 'zustand/vanilla';
import type { MdiAction } from './actions.ts';
import { parseLayout, serialiseLayout } from './layout.ts';
import type { LayoutStorage } from './layout-storage.ts';
import { reduce } from './reducer.ts';
import type { ChildTraits, MdiState } from './state.ts';

export interface MdiStore extends Pick<StoreApi<MdiState>, 'getState' | 'getInitialState' | 'subscribe'> {
  readonly dispatch: (action: MdiAction) => void;
  /** Whether somebody had arranged the windows before this start. */
  readonly wasArranged: boolean;
}

/** Where the child windows are. Begins with the layout that was kept, and keeps every change but unfinished gestures. */
export function createMdiStore(
  windows: Readonly<Record<string, ChildTraits>>,
  storage: LayoutStorage,
): MdiStore {
  const kept = storage.read();
  const { getState, getInitialState, setState, subscribe } = createStore<MdiState>()(() =>
    parseLayout(kept, windows),
  );
  return {
    getState,
    getInitialState,
    subscribe,
    wasArranged: kept !== undefined,
    dispatch(action) {
      const before = getState();
      const after = reduce(before, action);
      if (after === before) return;
      setState(after, true);
      if (isLayoutChanged(before, after)) storage.write(serialiseLayout(after));
    },
  };
}

function isLayoutChanged(before: MdiState, after: MdiState): boolean {
  return (
    before.windows !== after.windows ||
    before.order !== after.order ||
    before.isMaximised !== after.isMaximised
  );
}
