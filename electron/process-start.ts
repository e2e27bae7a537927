import type { StatusPairs } from '../common/status-message.ts';

/** When the process started that posts the service's status. */
export interface ProcessStart {
  readonly processId: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** A post says in whole seconds how long its process is up: the start that follows from it varies within one. */
const PRECISION_MS = 1000;

/**
 * Works out from a post when its process started.
 * @param known what followed from the posts before
 * @param arrivedAt when the post arrived, in milliseconds since 1970 by the computer's date, as the post's own time
 * @param serviceProcessId the service's process where the SCM has named one: posts of another say nothing
 */
export function followStart(
  known: ProcessStart | undefined,
  { pid, at, up }: StatusPairs,
  arrivedAt: number,
  serviceProcessId: number | undefined,
): ProcessStart | undefined {
  const startedAt = at - up * 1000;
  const isPossible = startedAt >= 0 && startedAt <= arrivedAt;
  if (!isPossible || (serviceProcessId !== undefined && serviceProcessId !== pid)) return known;
  if (known?.processId === pid && Math.abs(known.at - startedAt) < PRECISION_MS) return known;
  return { processId: pid, at: startedAt };
}
