/**
 * Where a page's connections may go. Main asks for this once it runs, but the browser starts before main: so the
 * browser always has these restrictions, and the stand-in requires that main asks for exactly these.
 */
export const HOST_RESOLVER_RULES = 'MAP * ~NOTFOUND';
export const WEBRTC_POLICY = 'disable_non_proxied_udp';

export const NETWORK_SWITCHES = [
  `--host-resolver-rules=${HOST_RESOLVER_RULES}`,
  `--webrtc-ip-handling-policy=${WEBRTC_POLICY}`,
  // The same for Chromium's headless shell.
  `--force-webrtc-ip-handling-policy=${WEBRTC_POLICY}`,
];
