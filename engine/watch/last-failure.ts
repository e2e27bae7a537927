import { ERROR_SERVICE_NEVER_STARTED } from '../../common/win32-codes.ts';
import type { ServiceReading } from './service-reading.ts';

/**
 * How the service failed last while Sigma was watching: Windows may restart it a moment later, and then nothing else shows
 * it. `replaced`: between two looks its process was another, and nobody has seen it stop.
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
 * @param known what was known before
 * @param before the SCM's answer before, as far as it gave one
 * @param isAskedFor whether somebody has asked Sigma for a change meanwhile: then another process is no news
 * @param at when the SCM gave its answer, in milliseconds by any clock
 * @returns what is known now; a service that is gone has not failed
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
