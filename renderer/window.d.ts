import type { SigmaApi } from '../common/ipc.ts';

declare global {
  interface Window {
    /** What the preload exposes: the window's only access to anything outside. */
    readonly sigma: SigmaApi;
  }
}
