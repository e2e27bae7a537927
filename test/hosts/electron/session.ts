import { toApp } from './addresses.ts';
import { Emitter, PreventableEvent } from './emitter.ts';
import type { Commands } from './devtools-protocol.ts';
import type { DevTools } from './devtools.ts';
import { WebRequest } from './web-request.ts';

type CheckHandler = (
  contents: null,
  permission: string,
  origin: string,
  details: { readonly isMainFrame: boolean; readonly requestingUrl: string },
) => boolean;

/** Electron's names of permissions, and the browser's. */
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

/** The permissions, requests and downloads of the page. Where the check allows nothing, no request ever comes. */
export class Session extends Emitter {
  readonly webRequest = new WebRequest();
  #check: CheckHandler = () => true;

  setPermissionRequestHandler(): void {
    // The browser does not ask: what the check handler says is settled before the page loads.
  }

  setPermissionCheckHandler(handler: CheckHandler): void {
    this.#check = handler;
  }

  setDevicePermissionHandler(): void {
    // The browser asks a person for a device, and there is none to ask.
  }

  setBluetoothPairingHandler(): void {
    // The browser finds no device to pair with.
  }

  setCertificateVerifyProc(): void {
    // Nothing is connected to that could have a certificate.
  }

  /** Not Electron's: settles in the browser what pages of the origin may do. */
  async apply(devTools: DevTools, origin: string): Promise<void> {
    const address = toApp(origin);
    const details = { isMainFrame: true, requestingUrl: address };
    for (const [permission, names] of Object.entries(PERMISSIONS)) {
      const setting: Commands['Browser.setPermission']['setting'] = this.#check(
        null,
        permission,
        address,
        details,
      )
        ? 'prompt'
        : 'denied';
      for (const name of names) {
        await devTools.send('Browser.setPermission', { permission: { name }, setting, origin });
      }
    }
  }

  /** Not Electron's: the browser lets nothing be downloaded, and main has to want that. */
  async refuseDownloads(devTools: DevTools): Promise<void> {
    devTools.on('Browser.downloadWillBegin', () => {
      const event = new PreventableEvent();
      this.emit('will-download', event);
      if (!event.defaultPrevented) throw new Error('The stand-in for Electron can download nothing');
    });
    await devTools.send('Browser.setDownloadBehavior', { behavior: 'deny', eventsEnabled: true });
  }
}
