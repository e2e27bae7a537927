import { SERVICE_NAME } from './product.ts';

/** The service's key, below HKEY_LOCAL_MACHINE. */
export const SERVICE_KEY = `SYSTEM\\CurrentControlSet\\Services\\${SERVICE_NAME}`;

/** How often a running service posts its status by default, in milliseconds. */
export const POST_INTERVAL_MS = 1000;
export const SHORTEST_POST_INTERVAL_MS = 100;
export const LONGEST_POST_INTERVAL_MS = 60_000;

/** The only user-defined control that the service handles: post a status now. */
export const CONTROL_POST_STATUS = 128;

/** The verbs that start, stop, restart, pause and continue the service. */
export const CONTROL_VERBS = ['/start', '/stop', '/restart', '/pause', '/continue'] as const;
export type ControlVerb = (typeof CONTROL_VERBS)[number];

/** The posting intervals that the window offers, in milliseconds. */
export const POST_INTERVALS_MS = [100, 250, 500, 1000, 2000, 5000, 10_000, 30_000, 60_000] as const;
export type PostIntervalMs = (typeof POST_INTERVALS_MS)[number];

/** The verb that sets one of these intervals. */
export type PostIntervalVerb = `/config PostIntervalMs=${PostIntervalMs}`;
export function postIntervalVerb(intervalMs: PostIntervalMs): PostIntervalVerb {
  return `/config PostIntervalMs=${intervalMs}`;
}

/** The only arguments that may be passed to the elevated helper. They are verbs of SigmaSrv.exe's own command line. */
export const HELPER_VERBS = [
  '/register',
  '/unregister',
  '/repair',
  '/allow-user-control',
  '/end-user-control',
  ...CONTROL_VERBS,
  ...POST_INTERVALS_MS.map(postIntervalVerb),
] as const;
export type HelperVerb = (typeof HELPER_VERBS)[number];

/** The only other verb that may be passed to the helper, followed by the path of an installer. */
export const INSTALL_UPDATE_VERB = '/install-update';
