/** The names by which the service, its display name and its mailslot are known to the system. */
export const SERVICE_NAME = 'SigmaSrv';
export const SERVICE_DISPLAY_NAME = 'Sigma Support Service';
export const MAILSLOT_NAME = String.raw`\\.\mailslot\sigmamain`;

/** How often a running service posts its status, in milliseconds. */
export const POST_INTERVAL_MS = 1000;

/** The verbs that start, stop, pause and continue the service. */
export const CONTROL_VERBS = ['/start', '/stop', '/pause', '/continue'] as const;
export type ControlVerb = (typeof CONTROL_VERBS)[number];

/**
 * The verbs that may be handed to the elevated helper, and the only ones.
 * They are SigmaSrv.exe's own command-line verbs.
 */
export const HELPER_VERBS = ['/register', '/unregister', '/repair', ...CONTROL_VERBS] as const;
export type HelperVerb = (typeof HELPER_VERBS)[number];
