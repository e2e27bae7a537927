import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { parseLayout, serialiseLayout, type LayoutStorage } from './layout.ts';
import { reduce, type MdiAction } from './reducer.ts';
import type { MdiState } from './state.ts';
import type { ChildTraits, ChildWindowDefinition, WindowRegistry } from './window-registry.ts';

export interface MdiStore<Definition extends ChildTraits = ChildWindowDefinition> extends Pick<
  StoreApi<MdiState>,
  'getState' | 'getInitialState' | 'subscribe'
> {
  readonly dispatch: (action: MdiAction) => void;
  /** Whether the user had arranged the windows before this session. */
  readonly wasArranged: boolean;
  readonly definitionOf: WindowRegistry<Definition>['definitionOf'];
}

/**
 * Holds the arrangement of the child windows. Starts with the stored layout, and stores every change except unfinished
 * gestures.
 */
export function createMdiStore<Definition extends ChildTraits>(
  registry: WindowRegistry<Definition>,
  storage: LayoutStorage,
): MdiStore<Definition> {
  const kept = storage.read();
  const { getState, getInitialState, setState, subscribe } = createStore<MdiState>()(() =>
    parseLayout(kept, registry),
  );
  return {
    getState,
    getInitialState,
    subscribe,
    wasArranged: kept !== undefined,
    definitionOf: registry.definitionOf,
    dispatch(action) {
      const before = getState();
      const after = reduce(registry, before, action);
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

export const MdiContext = createContext<MdiStore | undefined>(undefined);

/** @returns the store of the child windows, through which any part of the frame opens and arranges them */
export function useMdi(): MdiStore {
  const mdi = useContext(MdiContext);
  if (mdi === undefined) throw new Error('There is no MdiContext around this component');
  return mdi;
}

export function useMdiState<T>(selector: (state: MdiState) => T): T {
  return useStore(useMdi(), selector);
}
