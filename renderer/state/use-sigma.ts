import { serviceIn, type AppView, type ComputerView, type ServiceView } from '../../common/view.ts';
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { OWN_SERVICE } from '../../common/service-profile.ts';
import type { Task } from '../../common/operations.ts';
import { afterDrawing } from './after-drawing.ts';
import { createSigmaStore, type SigmaState } from './store.ts';

/** The window's only store of what the main process reports. */
export const sigma = createSigmaStore(window.sigma, afterDrawing);

export function useSigma<T>(selector: (state: SigmaState) => T): T {
  return useStore(sigma, selector);
}

/** The key name of the service that a part of the window shows. */
export const ServiceContext = createContext(OWN_SERVICE.name);

/** @returns whether anything is known yet: the first snapshot has arrived */
export function useIsKnown(): boolean {
  return useSigma((state) => state.feed.shown !== undefined);
}

/**
 * @param selector as narrow as what is drawn: a different result renders again. @returns undefined before the first
 *   snapshot
 */
export function useApp<T>(selector: (app: AppView) => T): T | undefined {
  return useSigma(({ feed }) => feed.shown && selector(feed.shown.view.app));
}

/** As {@link useApp}. */
export function useComputer<T>(selector: (computer: ComputerView) => T): T | undefined {
  return useSigma(({ feed }) => feed.shown && selector(feed.shown.view.computer));
}

/**
 * As {@link useApp}, for the service that this part of the window shows. Before the first snapshot, everything about it
 * is unknown
 */
export function useService<T>(selector: (service: ServiceView) => T): T {
  const name = useContext(ServiceContext);
  return useSigma(({ feed }) => selector(serviceIn(feed.shown?.view, name)));
}

/** @returns the running task, counted from the click */
export function useBusy(): Task | undefined {
  const requested = useSigma((state) => state.requested);
  return useService(({ busy }) => busy) ?? requested;
}
