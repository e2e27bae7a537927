import { ERROR_PROCESS_ABORTED } from '../common/win32-codes.ts';
import type { ServiceStatus } from '../common/service-status.ts';

interface WithStatus {
  readonly status: ServiceStatus;
}

const ENDED: ServiceStatus = {
  state: 'stopped',
  acceptedControls: [],
  win32ExitCode: ERROR_PROCESS_ABORTED,
  serviceSpecificExitCode: undefined,
  checkPoint: 0,
  waitHintMs: 0,
  processId: undefined,
};

/** What Wine does in another way than Windows, made up for. */
export interface WineDifferences {
  /**
   * Reads services' status as Windows would report it: a service whose process is gone is stopped, with
   * ERROR_PROCESS_ABORTED. Wine 10 notices that of a service that is running, and not of one that is paused, starting or
   * stopping. One that ended between two looks may have said why, so it is read once more first.
   */
  readonly asOnWindows: <Services extends readonly WithStatus[]>(
    read: () => Promise<Services>,
  ) => Promise<Services>;
  /**
   * Makes a call of the SCM after those before it.
   *
   * Wine's RPC client opens one more connection for a call that overlaps with another, and its server knows a handle only
   * on the connection that it was opened on. Calls that overlap, and from then on others, fail with ERROR_INVALID_HANDLE;
   * and what fails to close a handle keeps a deleted service from going away.
   */
  readonly inTurnUnderWine: <T>(call: () => T | Promise<T>) => T | Promise<T>;
  /** Whether ShellExecuteExW hands on the parameters where it is given a class: Wine 10 leaves them out. */
  readonly classTakesParameters: boolean;
  /**
   * The machine's stores of certificates that are roots. On Windows the first has all of them. Wine 10 takes out of it what
   * its host does not trust, each time that a program looks into it, and leaves the other one alone.
   */
  readonly rootStores: readonly string[];
}

/** On Windows a status stays as it is, and each call is made at once. */
const NONE: WineDifferences = {
  asOnWindows: (read) => read(),
  inTurnUnderWine: (call) => call(),
  classTakesParameters: true,
  rootStores: ['Root'],
};

/** @returns the differences as Wine needs them; nothing of that acts on Windows */
export function wineDifferences(
  isWine: boolean,
  isProcessRunning: (processId: number) => boolean,
): WineDifferences {
  if (!isWine) return NONE;
  let lastCall: Promise<unknown> = Promise.resolve();
  return {
    async asOnWindows<Services extends readonly WithStatus[]>(read: () => Promise<Services>) {
      const first = await read();
      const ended = new Set(
        first.flatMap(({ status: { processId } }) =>
          processId === undefined || isProcessRunning(processId) ? [] : [processId],
        ),
      );
      if (ended.size === 0) return first;
      return (await read()).map((one) =>
        one.status.processId !== undefined && ended.has(one.status.processId)
          ? { ...one, status: ENDED }
          : one,
      ) as readonly WithStatus[] as Services;
    },
    inTurnUnderWine(call) {
      const answer = lastCall.then(call);
      lastCall = answer.catch(() => undefined);
      return answer;
    },
    classTakesParameters: false,
    rootStores: ['Root', 'AuthRoot'],
  };
}
