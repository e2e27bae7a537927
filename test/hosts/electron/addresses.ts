/**
 * Chromium cannot intercept a scheme that it does not know, so `app://sigma/…` becomes `https://sigma.localhost/…` in
 * the browser, which is also a secure context with an origin of its own. Main sees only the `app:` address.
 */
const SUFFIX = '.localhost';

export function toBrowser(appAddress: string): string {
  const { host, pathname, search, hash } = new URL(appAddress);
  return `https://${host}${SUFFIX}${pathname}${search}${hash}`;
}

/** @returns the address as main knows it; any other address unchanged */
export function toApp(browserAddress: string): string {
  const match = /^https:\/\/([^/]+)\.localhost(\/.*)?$/.exec(browserAddress);
  return match === null ? browserAddress : `app://${match[1] ?? ''}${match[2] ?? '/'}`;
}
