import { ERROR_SERVICE_NEVER_STARTED } from '../../common/win32-codes.ts';
import type { ServiceReading } from './service-reading.ts';

/**
 * How the service last failed while Sigma was watching. Windows may restart it a moment later, and then nothing else
 * shows the failure. `replaced`: its process is a new one, and no reading showed it stopped in between.
 */
export type LastFailure =
  | {
      readonly kind: 'ended';
      /** Counts from 1. */
      readonly number: number;
      readonly at: number;
      readonly win32ExitCode: number;
      readonly serviceSpecificExitCode: number | undefined;
    }
  | { readonly kind: 'replaced'; readonly number: number; readonly at: number };

/**
 * @param known the last failure known before
 * @param before the SCM's previous answer, if any
 * @param isAskedFor whether the user asked Sigma for a change in the meantime: then a new process is no failure
 * @param at when the SCM answered, in milliseconds of any clock
 * @returns what is known now; a service that no longer exists has no failure
 */
export function followFailure(
  known: LastFailure | undefined,
  before: ServiceReading | undefined,
  reading: ServiceReading,
  isAskedFor: boolean,
  at: number,
): LastFailure | undefined {
  if (reading.kind === 'absent') return undefined;
  if (reading.kind !== 'present' || before?.kind !== 'present') return known;
  const number = (known?.number ?? 0) + 1;
  const { state, processId, win32ExitCode, serviceSpecificExitCode } = reading.status;
  if (state === 'stopped') {
    const hasFailed = win32ExitCode !== 0 && win32ExitCode !== ERROR_SERVICE_NEVER_STARTED;
    const isNews = before.status.state !== 'stopped' || before.status.win32ExitCode !== win32ExitCode;
    return hasFailed && isNews
      ? { kind: 'ended', number, at, win32ExitCode, serviceSpecificExitCode }
      : known;
  }
  const former = before.status.processId;
  const isReplaced = former !== undefined && processId !== undefined && former !== processId;
  return isReplaced && !isAskedFor ? { kind: 'replaced', number, at } : known;
}
