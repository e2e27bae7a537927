import { StandIn } from './emitter.ts';
import type { Commands } from './devtools-protocol.ts';
import type { DevTools } from './devtools.ts';

type CheckHandler = (contents: null, permission: string, origin: string) => boolean;

/** Electron's names of permissions, and the browser's. */
const PERMISSIONS: Readonly<Record<string, readonly string[]>> = {
  geolocation: ['geolocation'],
  media: ['camera', 'microphone'],
  notifications: ['notifications'],
};

/** The permissions of the page. Where the check allows nothing, no request ever comes. */
export class Session extends StandIn {
  #check: CheckHandler = () => true;

  setPermissionRequestHandler(): void {
    // The browser does not ask: what the check handler says is settled before the page loads.
  }

  setPermissionCheckHandler(handler: CheckHandler): void {
    this.#check = handler;
  }

  /** Not Electron's: settles in the browser what pages of the origin may do. */
  async apply(devTools: DevTools, origin: string): Promise<void> {
    for (const [permission, names] of Object.entries(PERMISSIONS)) {
      const setting: Commands['Browser.setPermission']['setting'] = this.#check(null, permission, origin)
        ? 'prompt'
        : 'denied';
      for (const name of names) {
        await devTools.send('Browser.setPermission', { permission: { name }, setting, origin });
      }
    }
  }
}
