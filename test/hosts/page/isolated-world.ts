import type { CloneCodec } from '../electron/clone-codec.ts';
import type { FromPage, PressedKey, ToPage } from '../electron/page-messages.ts';
import type { Background } from './background.ts';
import type { WorldBridge, WorldBridgeOptions } from './world-bridge.ts';

type Listener = (event: object, ...values: unknown[]) => void;
type Preload = (require: (name: string) => object) => void;

/** The other scripts of this world, and names that the page does not know. */
export interface IsolatedWorldOptions {
  /** The name of the function that sends to the main process. It exists only in this world. */
  readonly bindingName: string;
  /** The name of the function that receives from the main process. It exists only in this world. */
  readonly receiverName: string;
  /** The name of the event by which both worlds find each other. */
  readonly handshakeName: string;
  readonly isHidden: boolean;
  readonly codec: CloneCodec;
  readonly background: (page: Window & typeof globalThis) => Background;
  readonly worldBridge: (
    node: EventTarget,
    names: { readonly to: string; readonly from: string },
    options: WorldBridgeOptions,
  ) => WorldBridge;
  readonly preload: Preload;
}

/**
 * Runs the preload in the page's isolated world with what Electron gives a sandboxed preload. Values reach the page's
 * own world only through the bridge. This function runs as text.
 */
export function isolatedWorld(page: Window & typeof globalThis, options: IsolatedWorldOptions): void {
  if (page.top !== page) return;
  const { bindingName, receiverName, handshakeName, codec } = options;
  const binding = Reflect.get(page, bindingName) as (text: string) => void;
  const tell = (message: FromPage): void => {
    binding(codec.encode(message));
  };
  const pending = new Map<number, PromiseWithResolvers<unknown>>();
  const permissions = new Map<number, (isGranted: boolean) => void>();
  const listeners = new Map<string, Set<Listener>>();
  let lastId = 0;
  let isMenuOpen = false;

  const setTimeout = page.setTimeout.bind(page);
  const here = options.background(page);
  const bridge = connect();

  function connect(): WorldBridge {
    const node = page.document.createElement('i');
    const end = options.worldBridge(
      node,
      { to: 'main', from: 'isolated' },
      { receive: () => undefined, hear: () => undefined },
    );
    const handshake = new MouseEvent(handshakeName, { relatedTarget: node, cancelable: true });
    if (page.document.dispatchEvent(handshake)) throw new Error("The page's own world is not there");
    return end;
  }

  function setHidden(isHidden: boolean): void {
    here.setHidden(isHidden);
    bridge.tell({ isHidden });
  }

  const ipcRenderer = {
    // An async function, so a value that cannot be cloned causes a rejection and not an exception.
    async invoke(channel: string, ...values: unknown[]): Promise<unknown> {
      lastId += 1;
      const answer = Promise.withResolvers<unknown>();
      tell({ kind: 'invoke', id: lastId, channel, values });
      pending.set(lastId, answer);
      return answer.promise;
    },
    on(channel: string, listener: Listener): void {
      listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener));
    },
    removeListener(channel: string, listener: Listener): void {
      listeners.get(channel)?.delete(listener);
    },
  };
  const contextBridge = {
    exposeInMainWorld(name: string, api: unknown): void {
      bridge.expose(name, api);
    },
  };

  function receive(message: ToPage): void {
    switch (message.kind) {
      case 'answer': {
        const answer = pending.get(message.id);
        pending.delete(message.id);
        if (message.error !== undefined) answer?.reject(new Error(message.error));
        else answer?.resolve(message.value);
        break;
      }
      case 'event':
        for (const listener of [...(listeners.get(message.channel) ?? [])]) listener({}, ...message.values);
        break;
      case 'hidden':
        setHidden(message.isHidden);
        // Both worlds share the document and its events.
        page.document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
        break;
      case 'permission':
        permissions.get(message.id)?.(message.isGranted);
        permissions.delete(message.id);
        break;
      case 'menu':
        isMenuOpen = message.isOpen;
        break;
    }
  }

  function hearKey(event: KeyboardEvent): void {
    if (!event.isTrusted) return;
    const { key, code, ctrlKey: ctrl, shiftKey: shift, altKey: alt, metaKey: meta } = event;
    // Deprecated, but it is what Electron compares.
    const keyCode = Reflect.get(event, 'keyCode');
    const isDown = event.type === 'keydown';
    const pressed: PressedKey = { isDown, key, code, keyCode, ctrl, shift, alt, meta };
    if (isMenuOpen) {
      event.stopImmediatePropagation();
      event.preventDefault();
      tell({ kind: 'key', key: pressed });
      return;
    }
    // The window gets only keys that the page did not handle, so the page's own listeners run first.
    setTimeout(() => {
      if (!event.defaultPrevented) tell({ kind: 'key', key: pressed });
    });
  }

  Object.defineProperty(page, receiverName, {
    value: (text: string) => {
      receive(codec.decode(text) as ToPage);
    },
  });
  setHidden(options.isHidden);
  page.document.addEventListener('visibilitychange', ({ isTrusted }) => {
    if (isTrusted) tell({ kind: 'visibility', isHidden: page.document.hidden });
  });
  page.addEventListener('keydown', hearKey, { capture: true });
  page.addEventListener('keyup', hearKey, { capture: true });
  bridge.expose('', {
    open: (url: string) => {
      tell({ kind: 'open', url });
    },
    ask: (permission: string) =>
      new Promise<boolean>((resolve) => {
        lastId += 1;
        permissions.set(lastId, resolve);
        tell({ kind: 'permission', id: lastId, permission });
      }),
  });
  options.preload((name) => {
    if (name === 'electron') return { contextBridge, ipcRenderer };
    throw new Error(`A preload in a sandbox cannot load "${name}"`);
  });
}
