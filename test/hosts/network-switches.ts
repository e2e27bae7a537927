/**
 * Where a page's connections may go. Main says so when it runs already, and the browser is started before it: so the
 * browser always has these, and the stand-in insists that main asks for just these.
 */
export const HOST_RESOLVER_RULES = 'MAP * ~NOTFOUND';
export const WEBRTC_POLICY = 'disable_non_proxied_udp';

export const NETWORK_SWITCHES = [
  `--host-resolver-rules=${HOST_RESOLVER_RULES}`,
  `--webrtc-ip-handling-policy=${WEBRTC_POLICY}`,
  // The same for Chromium's headless shell.
  `--force-webrtc-ip-handling-policy=${WEBRTC_POLICY}`,
];
