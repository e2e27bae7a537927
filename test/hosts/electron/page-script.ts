/** What the page and the main process say to each other, as JSON. */
export type FromPage =
  | { readonly kind: 'invoke'; readonly id: number; readonly channel: string; readonly argument?: unknown }
  | { readonly kind: 'open'; readonly url: string }
  | { readonly kind: 'visibility'; readonly isHidden: boolean };
export type ToPage =
  | { readonly kind: 'answer'; readonly id: number; readonly isError: boolean; readonly value?: unknown }
  | { readonly kind: 'event'; readonly channel: string; readonly payload: unknown };

type PayloadListener = (event: object, payload: unknown) => void;
type Preload = (require: (name: string) => object) => void;

/** What the script uses of the page's global object. */
type Page = Record<string, unknown> & {
  readonly top: unknown;
  readonly document: {
    readonly hidden: boolean;
    addEventListener(type: string, listener: () => void): void;
  };
};

/**
 * Runs in the page before its own scripts, as text: it can use nothing from outside of itself. Gives the
 * preload what Electron gives one in a sandbox. Both names are of properties of the global object: of the
 * binding that leads to the main process, which is taken away from the page, and of what receives from there.
 */
function runPreload(page: Page, bindingName: string, receiverName: string, preload: Preload): void {
  if (page.top !== page) return;
  const binding = page[bindingName] as (json: string) => void;
  Reflect.deleteProperty(page, bindingName);
  const tell = (message: FromPage): void => {
    binding(JSON.stringify(message));
  };
  const pending = new Map<number, PromiseWithResolvers<unknown>>();
  const listeners = new Map<string, Set<PayloadListener>>();
  let lastId = 0;

  const ipcRenderer = {
    invoke(channel: string, argument: unknown): Promise<unknown> {
      lastId += 1;
      const answer = Promise.withResolvers<unknown>();
      pending.set(lastId, answer);
      tell({ kind: 'invoke', id: lastId, channel, argument });
      return answer.promise;
    },
    on(channel: string, listener: PayloadListener): void {
      listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener));
    },
    removeListener(channel: string, listener: PayloadListener): void {
      listeners.get(channel)?.delete(listener);
    },
  };
  const contextBridge = {
    exposeInMainWorld(name: string, api: object): void {
      Object.defineProperty(page, name, { value: Object.freeze(api), enumerable: true });
    },
  };

  function receive(message: ToPage): void {
    if (message.kind === 'event') {
      for (const listener of listeners.get(message.channel) ?? []) listener({}, message.payload);
      return;
    }
    const answer = pending.get(message.id);
    pending.delete(message.id);
    if (message.isError) answer?.reject(new Error(String(message.value)));
    else answer?.resolve(message.value);
  }

  Object.defineProperty(page, receiverName, { value: receive });
  page['open'] = (url: unknown): null => {
    tell({ kind: 'open', url: String(url) });
    return null;
  };
  page.document.addEventListener('visibilitychange', () => {
    tell({ kind: 'visibility', isHidden: page.document.hidden });
  });
  preload((name) => {
    if (name === 'electron') return { contextBridge, ipcRenderer };
    throw new Error(`A preload in a sandbox cannot load "${name}"`);
  });
}

/** @param preload the preload's CommonJS text, which gets a scope of its own */
export function pageScript(bindingName: string, receiverName: string, preload: string): string {
  const names = [bindingName, receiverName].map((name) => JSON.stringify(name)).join(', ');
  return `(${runPreload.toString()})(globalThis, ${names}, (require) => {\n${preload}\n});`;
}
