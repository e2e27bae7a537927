/** The names of the two functions that the page's global object gets: to the main side, and from it. */
export const ASK_BINDING = 'askMainSide';
export const RECEIVER = 'receiveFromMainSide';

type Listener = (event: object, payload: unknown) => void;
type Preload = (require: () => object) => void;

/** Runs in the page before its own scripts, as text, so it can't use anything outside itself. */
function runPreload(page: Record<string, unknown>, ask: string, receiver: string, preload: Preload): void {
  const listeners = new Map<string, Set<Listener>>();
  const ipcRenderer = {
    invoke: page[ask],
    on(channel: string, listener: Listener): void {
      listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener));
    },
    removeListener(channel: string, listener: Listener): void {
      listeners.get(channel)?.delete(listener);
    },
  };
  const contextBridge = {
    exposeInMainWorld(name: string, api: object): void {
      Object.defineProperty(page, name, { value: api });
    },
  };
  page[receiver] = (channel: string, payload: unknown): void => {
    for (const listener of listeners.get(channel) ?? []) listener({}, payload);
  };
  preload(() => ({ contextBridge, ipcRenderer }));
}

/** @param preload the text of the built preload, which creates `window.sigma` with what Electron would provide */
export function preloadScript(preload: string): string {
  const names = [ASK_BINDING, RECEIVER].map((name) => JSON.stringify(name)).join(', ');
  return `(${runPreload.toString()})(globalThis, ${names}, (require) => {\n${preload}\n});`;
}
