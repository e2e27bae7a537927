import { SERVICE_NAME } from './product.ts';
import type { StartupType } from './service-configuration.ts';

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

/** What may be passed to the elevated helper for Sigma's own service: verbs of SigmaSrv.exe's own command line. */
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

/** What may be passed to it for any other service, whose key name follows. */
const NAMING_VERBS = [...CONTROL_VERBS, '/end-process'] as const;
const STARTUP_TYPE_FLAGS: Readonly<Record<StartupType, string>> = {
  ...{ auto: '/auto', 'delayed-auto': '/delayed', demand: '/demand', disabled: '/disabled' },
};

/** What the elevated helper is asked to do. */
export type HelperRequest =
  | { readonly verb: HelperVerb }
  | { readonly verb: (typeof NAMING_VERBS)[number]; readonly service: string }
  | { readonly verb: '/startup-type'; readonly service: string; readonly startupType: StartupType };

/**
 * Turns a request into the helper's arguments. The types already guarantee what is checked here, but this is the boundary of
 * privilege.
 * @returns undefined for anything else than what {@link HelperRequest} allows
 */
export function helperArguments(request: HelperRequest): readonly string[] | undefined {
  const { verb } = request;
  if (!('service' in request))
    return HELPER_VERBS.some((known) => known === verb) ? verb.split(' ') : undefined;
  if (!isServiceName(request.service)) return undefined;
  if (request.verb !== '/startup-type')
    return NAMING_VERBS.some((known) => known === verb) ? [verb, request.service] : undefined;
  const flag = Object.hasOwn(STARTUP_TYPE_FLAGS, request.startupType)
    ? STARTUP_TYPE_FLAGS[request.startupType]
    : undefined;
  return flag === undefined ? undefined : [verb, request.service, flag];
}

/** The longest key name of a service, in UTF-16 units: winsvc/nf-winsvc-createservicew */
const LONGEST_NAME = 256;

/** @returns whether the SCM could have a service of that key name; control characters, which no service has, are not allowed */
export function isServiceName(name: string): boolean {
  return name.isWellFormed() && name.length <= LONGEST_NAME && /^[^\u0000-\u001f\u007f/\\]+$/.test(name);
}

/** The only other verb that may be passed to the helper, followed by the path of an installer. */
export const INSTALL_UPDATE_VERB = '/install-update';
