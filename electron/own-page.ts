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
