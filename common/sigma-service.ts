/** The names by which the service, its display name and its mailslot are known to the system. */
export const SERVICE_NAME = 'SigmaSrv';
export const SERVICE_DISPLAY_NAME = 'Sigma Support Service';
export const MAILSLOT_NAME = String.raw`\\.\mailslot\sigmamain`;

/** The service's key, below HKEY_LOCAL_MACHINE. */
export const SERVICE_KEY = `SYSTEM\\CurrentControlSet\\Services\\${SERVICE_NAME}`;

/** How often a running service posts its status unless it is configured otherwise, in milliseconds. */
export const POST_INTERVAL_MS = 1000;
export const SHORTEST_POST_INTERVAL_MS = 100;
export const LONGEST_POST_INTERVAL_MS = 60_000;

/** The one control of the user-defined range (128 to 255) that means something to the service: post a status now. */
export const CONTROL_POST_STATUS = 128;

/** The verbs that start, stop, pause and continue the service. */
export const CONTROL_VERBS = ['/start', '/stop', '/pause', '/continue'] as const;
export type ControlVerb = (typeof CONTROL_VERBS)[number];

/**
 * The verbs that may be handed to the elevated helper, and the only ones.
 * They are SigmaSrv.exe's own command-line verbs.
 */
export const HELPER_VERBS = ['/register', '/unregister', '/repair', ...CONTROL_VERBS] as const;
export type HelperVerb = (typeof HELPER_VERBS)[number];
