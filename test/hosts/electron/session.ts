import { toApp } from './addresses.ts';
import { Emitter, PreventableEvent } from './emitter.ts';
import { giveUp } from './host.ts';
import type { Commands } from './devtools-protocol.ts';
import type { DevTools } from './devtools.ts';
import { WebRequest } from './web-request.ts';

interface PermissionDetails {
  readonly isMainFrame: boolean;
  readonly requestingUrl: string;
}

type CheckHandler = (
  contents: object | null,
  permission: string,
  origin: string,
  details: PermissionDetails,
) => boolean;

type RequestHandler = (
  contents: object,
  permission: string,
  answer: (isGranted: boolean) => void,
  details: PermissionDetails,
) => void;

/** Electron's names of permissions, and the browser's names for each. */
const PERMISSIONS: Readonly<Record<string, readonly string[]>> = {
  'clipboard-read': ['clipboard-read'],
  geolocation: ['geolocation'],
  'idle-detection': ['idle-detection'],
  'local-fonts': ['local-fonts'],
  media: ['camera', 'microphone'],
  midi: ['midi'],
  notifications: ['notifications'],
  'persistent-storage': ['persistent-storage'],
  'screen-wake-lock': ['screen-wake-lock'],
  'storage-access': ['storage-access'],
  'window-management': ['window-management'],
};

/**
 * The permissions, requests and downloads of the page. The answers of main's check handler are applied before the page
 * loads. Main's request handler is called when the page uses something that needs one of the more common permissions:
 * see page/main-world.ts.
 */
export class Session extends Emitter {
  readonly webRequest = new WebRequest();
  #check: CheckHandler = () => true;
  #request: RequestHandler = (_contents, _permission, answer) => {
    answer(true);
  };

  setPermissionRequestHandler(handler: RequestHandler): void {
    this.#request = handler;
  }

  setPermissionCheckHandler(handler: CheckHandler): void {
    this.#check = handler;
  }

  flushStorageData(): void {
    // The browser keeps running for a while, and writes its data on its own.
  }

  setDevicePermissionHandler(): void {
    // The browser asks the user for a device, and there is no user.
  }

  setBluetoothPairingHandler(): void {
    // The browser finds no device to pair with.
  }

  setCertificateVerifyProc(): void {
    // The browser connects to nothing that could have a certificate.
  }

  /** Not Electron's: sets in the browser what pages of the origin may do. */
  async apply(devTools: DevTools, origin: string): Promise<void> {
    const address = toApp(origin);
    const details = { isMainFrame: true, requestingUrl: address };
    for (const permission of Object.keys(PERMISSIONS)) {
      const isAllowed = this.#check(null, permission, address, details);
      await setPermission(devTools, { permission, origin, setting: isAllowed ? 'prompt' : 'denied' });
    }
  }

  /**
   * Not Electron's: asks main for a permission, and sets it in the browser if granted.
   * @returns whether main grants it
   */
  async ask(
    devTools: DevTools,
    { contents, permission, url }: { readonly contents: object; permission: string; url: string },
  ): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    this.#request(contents, permission, resolve, { isMainFrame: true, requestingUrl: toApp(url) });
    const isGranted = await promise;
    const { origin } = new URL(url);
    if (isGranted) await setPermission(devTools, { permission, origin, setting: 'granted' });
    return isGranted;
  }

  /** Not Electron's: the browser denies all downloads, and main has to ask for that. */
  async refuseDownloads(devTools: DevTools): Promise<void> {
    devTools.on('Browser.downloadWillBegin', () => {
      const event = new PreventableEvent();
      this.emit('will-download', event);
      if (!event.defaultPrevented) giveUp('can download nothing');
    });
    await devTools.send('Browser.setDownloadBehavior', { behavior: 'deny', eventsEnabled: true });
  }
}

interface Setting {
  readonly permission: string;
  readonly setting: Commands['Browser.setPermission']['setting'];
  readonly origin: string;
}

async function setPermission(devTools: DevTools, { permission, setting, origin }: Setting): Promise<void> {
  for (const name of PERMISSIONS[permission] ?? []) {
    await devTools.send('Browser.setPermission', { permission: { name }, setting, origin });
  }
}
