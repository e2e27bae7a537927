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

/** What makes up for Wine's differences from Windows. */
export interface WineDifferences {
  /**
   * Reads services' status as Windows would report it: a service whose process is gone is stopped, with
   * ERROR_PROCESS_ABORTED. Wine 10 notices the end of a running service, but not of one that is paused, starting or
   * stopping. A service that ended between two readings may have reported why, so it is read once more first.
   */
  readonly asOnWindows: <Services extends readonly WithStatus[]>(
    read: () => Promise<Services>,
  ) => Promise<Services>;
  /**
   * Makes a call to the SCM after the previous ones.
   *
   * Wine's RPC client opens another connection for a call that overlaps with a previous one, and its server knows a
   * handle only on the connection that opened it. Overlapping calls, and from then on others, fail with
   * ERROR_INVALID_HANDLE; and a handle that can't be closed keeps a deleted service from disappearing.
   */
  readonly inTurnUnderWine: <T>(call: () => T | Promise<T>) => T | Promise<T>;
  /** Whether ShellExecuteExW passes on the parameters when it is given a class: Wine 10 does not. */
  readonly classTakesParameters: boolean;
  /**
   * The machine's stores of root certificates. On Windows, the first contains all of them. Wine 10 removes from it what
   * its host does not trust, each time a program opens it, and leaves the other one alone.
   */
  readonly rootStores: readonly string[];
  /** Whether there are processes whose end stops the computer: Wine 10 has none, and no function that tells. */
  readonly hasCriticalProcesses: boolean;
}

/** On Windows a status stays as it is, and each call is made at once. */
const NONE: WineDifferences = {
  asOnWindows: (read) => read(),
  inTurnUnderWine: (call) => call(),
  classTakesParameters: true,
  rootStores: ['Root'],
  hasCriticalProcesses: true,
};

/** @returns what Wine needs; on Windows none of it has any effect */
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
    hasCriticalProcesses: false,
  };
}
