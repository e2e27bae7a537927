import type { ServiceStatus } from './service-status.ts';

/**
 * Watches a pending state as the SCM's rules have it: a service is making progress while its check point
 * rises, and hung only once its wait hint has passed without a new one.
 * https://learn.microsoft.com/windows/win32/services/service-state-transitions
 */
export interface PendingProgress {
  readonly state: ServiceStatus['state'];
  readonly checkPoint: number;
  /** When this check point was first seen, in milliseconds. */
  readonly since: number;
}

/** A hint of 0 or of hours is no promise: the time that counts lies within these bounds. In milliseconds. */
const SHORTEST_HINT_MS = 2_000;
const LONGEST_HINT_MS = 120_000;

export function followProgress(
  progress: PendingProgress | undefined,
  status: ServiceStatus,
  at: number,
): PendingProgress {
  const { state, checkPoint } = status;
  if (progress?.state === state && progress.checkPoint === checkPoint) return progress;
  return { state, checkPoint, since: at };
}

export function isHung(progress: PendingProgress, status: ServiceStatus, at: number): boolean {
  return at - progress.since > believedHintMs(status);
}

/** @returns how long a service may take to its next check point, in milliseconds */
export function believedHintMs({ waitHintMs }: ServiceStatus): number {
  return Math.min(Math.max(waitHintMs, SHORTEST_HINT_MS), LONGEST_HINT_MS);
}
