import type { Background } from './background.ts';
import type { WorldBridge, WorldBridgeOptions } from './world-bridge.ts';

/** What the isolated world does for this one; the page never gets it. */
interface Host {
  open(url: string): void;
  /** Asks main for a permission. */
  ask(permission: string): Promise<boolean>;
}

/** The other scripts of this world. */
export interface MainWorldOptions {
  readonly handshakeName: string;
  readonly background: (page: Window & typeof globalThis) => Background;
  readonly worldBridge: (
    node: EventTarget,
    names: { readonly to: string; readonly from: string },
    options: WorldBridgeOptions,
  ) => WorldBridge;
}

/**
 * Prepares the page's own world, as text, before any script of the page: receives what the isolated world exposes, and
 * asks main wherever Electron would.
 */
export function mainWorld(page: Window & typeof globalThis, options: MainWorldOptions): void {
  if (page.top !== page) return;
  const here = options.background(page);
  let host: Host | undefined;

  page.document.addEventListener(
    options.handshakeName,
    (event) => {
      const { relatedTarget } = event as MouseEvent;
      if (relatedTarget === null) return;
      event.preventDefault();
      options.worldBridge(
        relatedTarget,
        { to: 'isolated', from: 'main' },
        {
          receive: expose,
          hear: (told) => {
            here.setHidden((told as { readonly isHidden: boolean }).isHidden);
          },
        },
      );
    },
    { once: true },
  );

  /** The first value that is exposed is the host, which the page never gets. */
  function expose(name: string, value: unknown): void {
    if (host === undefined) {
      host = value as Host;
      return;
    }
    if (name in page) {
      throw new Error('Cannot bind an API on top of an existing property on the window object');
    }
    freeze(value);
    Object.defineProperty(page, name, { value, enumerable: true });
  }

  function freeze(value: unknown): void {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return;
    if (ArrayBuffer.isView(value) || Object.isFrozen(value)) return;
    Object.freeze(value);
    for (const part of Object.values(value)) freeze(part);
  }

  page.open = (url) => {
    host?.open(String(url));
    return null;
  };

  /**
   * Asks main before the browser does something that needs a permission. The browser also refuses what main refuses,
   * because its own settings follow main's check handler.
   */
  function askFirst(owner: object | undefined, method: string, permission: string): void {
    const native: unknown = owner === undefined ? undefined : Reflect.get(owner, method);
    if (owner === undefined || typeof native !== 'function') return;
    const asking = async function (this: unknown, ...values: unknown[]): Promise<unknown> {
      const isGranted = await host?.ask(permission);
      if (isGranted !== true && permission === 'clipboard-sanitized-write') {
        throw new DOMException('Write permission denied.', 'NotAllowedError');
      }
      return Reflect.apply(native, this, values) as unknown;
    };
    Object.defineProperty(owner, method, { value: asking, writable: true, configurable: true });
  }

  const prototypeOf = (name: string): object | undefined =>
    (Reflect.get(page, name) as { readonly prototype: object } | undefined)?.prototype;
  askFirst(prototypeOf('Clipboard'), 'writeText', 'clipboard-sanitized-write');
  askFirst(prototypeOf('Clipboard'), 'write', 'clipboard-sanitized-write');
  askFirst(prototypeOf('Clipboard'), 'readText', 'clipboard-read');
  askFirst(prototypeOf('Clipboard'), 'read', 'clipboard-read');
  askFirst(prototypeOf('Geolocation'), 'getCurrentPosition', 'geolocation');
  askFirst(prototypeOf('MediaDevices'), 'getUserMedia', 'media');
  askFirst(prototypeOf('Navigator'), 'requestMIDIAccess', 'midi');
  askFirst(prototypeOf('StorageManager'), 'persist', 'persistent-storage');
  askFirst(prototypeOf('WakeLock'), 'request', 'screen-wake-lock');
  askFirst(page.Notification, 'requestPermission', 'notifications');
}
