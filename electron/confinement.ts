import type { App, Session, WebContents, WebPreferences } from 'electron';

/** The scheme and host under which the window's files are served. */
export const APP_SCHEME = 'app';
const APP_HOST = 'sigma';

/** The only page that the window shows. */
export const WINDOW_URL = `${APP_SCHEME}://${APP_HOST}/index.html`;

/** @returns whether the address would be one of the window's own files */
export function isOwnAddress(address: string): boolean {
  const url = URL.parse(address);
  return url?.protocol === `${APP_SCHEME}:` && url.host === APP_HOST;
}

/** @returns whether a message comes from the window's page itself, not from a frame inside it */
export function isOwnPage(frame: { readonly url: string; readonly parent: unknown } | null): boolean {
  return frame?.parent === null && isOwnAddress(frame.url);
}

/**
 * Keeps a compromised page from reaching anything: the network, the disk, a device or another window. Every request is
 * refused; docs/security.md lists the attacks.
 */

/** What a page gets from Electron and Node: only its preload. */
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
  // Inspecting the page requires --remote-debugging-port, which only the user who starts Sigma can pass.
  devTools: false,
  // Chromium would download dictionaries for it.
  spellcheck: false,
};

/** Needed by "Copy details": puts plain text on the clipboard after a click, and reads nothing. */
const GRANTED_PERMISSION = 'clipboard-sanitized-write';

/** Must be called before the app is ready. */
export function confineApp(app: App): void {
  app.enableSandbox();
  // No host is ever found, not even one given by its number: the resolver is asked for WebRTC's servers, and for
  // addresses that a page wants to connect to in advance, which neither the page's policy nor webRequest sees.
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  app.on('web-contents-created', (_event, contents) => {
    confineContents(contents);
  });
  // By default, Chromium would present the user's first certificate.
  app.on('select-client-certificate', (event, _contents, _url, _certificates, choose) => {
    event.preventDefault();
    choose();
  });
}

/** Keeps the page where it is, on its own. */
export function confineContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  // Loading the same page again is a reload.
  contents.on('will-navigate', (event) => {
    if (event.url !== WINDOW_URL) deny(event);
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || event.url !== WINDOW_URL) deny(event);
  });
  contents.on('will-redirect', deny);
  contents.on('will-attach-webview', deny);
  // WebRTC's own packets bypass the resolver.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}

/** Refuses all requests except those for the window's own files. */
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

/** The answer to every certificate: no server can be Sigma's. */
const REFUSED = -2;

function deny(event: { readonly preventDefault: () => void }): void {
  event.preventDefault();
}
