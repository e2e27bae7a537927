import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { MdiState } from './state.ts';
import type { MdiStore } from './store.ts';

export const MdiContext = createContext<MdiStore | undefined>(undefined);

/** @returns the store of the child windows, by which any part of the frame opens and arranges them */
export function useMdi(): MdiStore {
  const mdi = useContext(MdiContext);
  if (mdi === undefined) throw new Error('There is no MdiContext around this component');
  return mdi;
}

export function useMdiState<T>(selector: (state: MdiState) => T): T {
  return useStore(useMdi(), selector);
}
