/**
 * What a service does instead of what was asked for, where no Win32 error code says it:
 * - `ended-at-once`: it ended by itself after it was started, with exit code 0
 * - `runs-on`: it answered, and is in the state it was in
 * - `changed-meanwhile`: another program has changed it while somebody waited
 * - `stuck`: it is on its way, and has not got any further within the time it asked for
 */
export const SERVICE_SURPRISES = ['ended-at-once', 'runs-on', 'changed-meanwhile', 'stuck'] as const;
export type ServiceSurprise = (typeof SERVICE_SURPRISES)[number];
