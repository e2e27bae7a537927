/** By this the main process ends itself as Windows ends it with the session, at once: its exit code is 0 then. */
export const ENDED_BY_SYSTEM = 'SIGUSR2';

/** The exit code where Electron has told of an error that nobody caught or handled, and gone on: no test would see it. */
export const UNCAUGHT_EXIT_CODE = 70;
