/**
 * The signal with which the main process ends itself as Windows does at the end of a session: immediately. The launcher
 * reports it as exit code 0.
 */
export const ENDED_BY_SYSTEM = 'SIGUSR2';

/**
 * The exit code after an uncaught error or unhandled rejection. Electron only reports those and continues, so no test
 * would notice.
 */
export const UNCAUGHT_EXIT_CODE = 70;
