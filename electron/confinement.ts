import type { App, Session, WebContents, WebPreferences } from 'electron';

/** The scheme and host that the window's files are served under. */
export const APP_SCHEME = 'app';
const APP_HOST = 'sigma';

/** The one page that the window shows. */
export const WINDOW_URL = `${APP_SCHEME}://${APP_HOST}/index.html`;

/** @returns whether the address is one of the window's own files, or would be if there were such a file */
export function isOwnAddress(address: string): boolean {
  const url = URL.parse(address);
  return url?.protocol === `${APP_SCHEME}:` && url.host === APP_HOST;
}

/** @returns whether a message comes from the window's page itself, and from no frame inside of it */
export function isOwnPage(frame: { readonly url: string; readonly parent: unknown } | null): boolean {
  return frame?.parent === null && isOwnAddress(frame.url);
}

/**
 * What keeps a page that was taken over from reaching anything: neither the network, nor the disk, nor a device, nor
 * another window. Each answer is no, whatever is asked; docs/security.md names the attacks.
 */

/** What a page gets of Electron and Node: nothing but its preload. */
export const CONFINED: WebPreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  // Inspecting the page is left to --remote-debugging-port, which only who starts Sigma can give.
  devTools: false,
  // Chromium downloads dictionaries for it.
  spellcheck: false,
};

/** What "Copy details" needs: it puts plain text on the clipboard after a click, and reads nothing. */
const GRANTED_PERMISSION = 'clipboard-sanitized-write';

/** To be called before the app is ready. */
export function confineApp(app: App): void {
  app.enableSandbox();
  // No host is found, not even one that is named by its number: the resolver is asked for WebRTC's servers and for
  // what a page wants to be connected to in advance, of which neither its policy nor webRequest hears.
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  app.on('web-contents-created', (_event, contents) => {
    confineContents(contents);
  });
  // By default Chromium would present the first certificate that the person has.
  app.on('select-client-certificate', (event, _contents, _url, _certificates, choose) => {
    event.preventDefault();
    choose();
  });
}

/** The page stays, alone. */
export function confineContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  // Loading the same page again is what a reload is.
  contents.on('will-navigate', (event) => {
    if (event.url !== WINDOW_URL) deny(event);
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || event.url !== WINDOW_URL) deny(event);
  });
  contents.on('will-redirect', deny);
  contents.on('will-attach-webview', deny);
  // WebRTC's own packets ask no resolver.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}

/** Its requests end here, but for those of the window's own files. */
export function confineSession(session: Session): void {
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: !isOwnAddress(url) });
  });
  session.setPermissionRequestHandler((_contents, permission, answer, { isMainFrame, requestingUrl }) => {
    answer(permission === GRANTED_PERMISSION && isMainFrame && isOwnAddress(requestingUrl));
  });
  session.setPermissionCheckHandler(
    (_contents, permission, requestingOrigin, { isMainFrame }) =>
      permission === GRANTED_PERMISSION && isMainFrame && isOwnAddress(requestingOrigin),
  );
  session.setDevicePermissionHandler(() => false);
  session.setBluetoothPairingHandler((_details, answer) => {
    answer({ confirmed: false });
  });
  session.setCertificateVerifyProc((_request, answer) => {
    answer(REFUSED);
  });
  session.on('will-download', deny);
}

/** What a certificate is answered with: no server can be Sigma's. */
const REFUSED = -2;

function deny(event: { readonly preventDefault: () => void }): void {
  event.preventDefault();
}
