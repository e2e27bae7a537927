/** By this the main process ends itself as Windows ends it with the session, at once: its exit code is 0 then. */
export const ENDED_BY_SYSTEM = 'SIGUSR2';

/** The exit code where Electron has shown a dialog of an uncaught error, which no test could see. */
export const UNCAUGHT_EXIT_CODE = 70;
