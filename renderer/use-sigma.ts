import { useStore } from 'zustand';
import type { Task } from '../common/operations.ts';
import type { View } from '../common/ipc.ts';
import { afterDrawing } from './after-drawing.ts';
import { createSigmaStore, type SigmaState } from './store.ts';

/** The window's one store. */
export const sigma = createSigmaStore(window.sigma, afterDrawing);

export function useSigma<T>(selector: (state: SigmaState) => T): T {
  return useStore(sigma, selector);
}

/** @returns what is known at present; undefined before the first snapshot */
export function useView(): View | undefined {
  return useSigma((state) => state.feed.shown?.view);
}

/** @returns the task under way, counted from the click on */
export function useBusy(): Task | undefined {
  return useSigma((state) => state.feed.shown?.view.busy ?? state.requested);
}
