import { assertNever } from './assert-never.ts';
import { followProgress, type PendingProgress } from './pending-progress.ts';
import { isPending, type ServiceStatus } from './service-status.ts';
import { LONGEST_POST_INTERVAL_MS, POST_INTERVAL_MS } from './sigma-service.ts';

/**
 * One value for how the service is, joined from three witnesses: the SCM's state, the posts that arrive in
 * the mailslot, and the process id that both name. The SCM is the truth; the mailslot adds colour.
 */
export const HEALTH_KINDS = [
  'unknown',
  'not-installed',
  'stopped',
  'starting',
  'healthy',
  'silent',
  'paused',
  'stopping',
  'posting-unregistered',
] as const;
export type Health = (typeof HEALTH_KINDS)[number];

/** A running service that has posted nothing for three of its intervals is silent; for this long at least. In milliseconds. */
const SILENT_AFTER_POSTS = 3;
export const SILENT_AFTER_MS = SILENT_AFTER_POSTS * POST_INTERVAL_MS;

/** What was found when the SCM was asked. */
export type ScmObservation =
  | { readonly kind: 'absent' }
  | { readonly kind: 'present'; readonly status: ServiceStatus }
  | { readonly kind: 'unavailable' };

/** Times are milliseconds of one clock that does not run backwards. */
export type HealthEvent =
  | { readonly type: 'scm'; readonly at: number; readonly observation: ScmObservation }
  | {
      readonly type: 'post';
      readonly at: number;
      readonly processId: number;
      /** How often the service says that it posts, in milliseconds. */
      readonly everyMs: number | undefined;
    }
  | { readonly type: 'listening'; readonly at: number; readonly listening: boolean }
  | { readonly type: 'tick'; readonly at: number };

export interface Post {
  readonly at: number;
  readonly processId: number;
  readonly everyMs: number | undefined;
}

export interface HealthState {
  readonly health: Health;
  /** Since when the health has this value. */
  readonly since: number;
  readonly observation: ScmObservation;
  /** Since when the SCM has reported the present state of the present process, or its absence. */
  readonly observedSince: number;
  /** Since when the mailslot is ours; undefined while it is not, when silence proves nothing. */
  readonly listeningSince: number | undefined;
  readonly lastPost: Post | undefined;
  /** How far the pending state is that the SCM has reported last; undefined if that was none. */
  readonly progress: PendingProgress | undefined;
}

export function initialHealth(at: number): HealthState {
  return {
    health: 'unknown',
    since: at,
    observation: { kind: 'unavailable' },
    observedSince: at,
    listeningSince: undefined,
    lastPost: undefined,
    progress: undefined,
  };
}

export function nextHealth(state: HealthState, event: HealthEvent): HealthState {
  const witnessed = witness(state, event);
  const health = judge(witnessed, event.at);
  return health === state.health ? witnessed : { ...witnessed, health, since: event.at };
}

function witness(state: HealthState, event: HealthEvent): HealthState {
  switch (event.type) {
    case 'scm': {
      const changed = !isSameObservation(state.observation, event.observation);
      return {
        ...state,
        observation: event.observation,
        observedSince: changed ? event.at : state.observedSince,
        progress: progressOf(state.progress, event.observation, event.at),
      };
    }
    case 'post': {
      const { at, processId, everyMs } = event;
      return isHidingOwnPost(state, processId) ? state : { ...state, lastPost: { at, processId, everyMs } };
    }
    case 'listening': {
      if (!event.listening) return { ...state, listeningSince: undefined };
      return { ...state, listeningSince: state.listeningSince ?? event.at };
    }
    case 'tick':
      return state;
    default:
      return assertNever(event);
  }
}

/** An SCM that does not answer for a moment says nothing of the service's progress. */
function progressOf(
  progress: PendingProgress | undefined,
  observation: ScmObservation,
  at: number,
): PendingProgress | undefined {
  if (observation.kind === 'unavailable') return progress;
  const isMoving = observation.kind === 'present' && isPending(observation.status.state);
  return isMoving ? followProgress(progress, observation.status, at) : undefined;
}

/** Anyone may post with the pairs of another process: that must not make the service's own posts forgotten. */
function isHidingOwnPost({ observation, lastPost }: HealthState, processId: number): boolean {
  if (observation.kind !== 'present' || lastPost === undefined) return false;
  return lastPost.processId === observation.status.processId && lastPost.processId !== processId;
}

function isSameObservation(left: ScmObservation, right: ScmObservation): boolean {
  if (left.kind !== 'present' || right.kind !== 'present') return left.kind === right.kind;
  return left.status.state === right.status.state && left.status.processId === right.status.processId;
}

function judge(state: HealthState, at: number): Health {
  const { observation } = state;
  switch (observation.kind) {
    case 'unavailable':
      return 'unknown';
    case 'absent':
      return isPostingWhileAbsent(state, at) ? 'posting-unregistered' : 'not-installed';
    case 'present':
      return judgePresent(state, observation.status, at);
    default:
      return assertNever(observation);
  }
}

/** A post that was still under way while the service was removed does not count. */
function isPostingWhileAbsent({ lastPost, observedSince }: HealthState, at: number): boolean {
  if (lastPost === undefined) return false;
  return lastPost.at > observedSince + SILENT_AFTER_MS && at - lastPost.at <= SILENT_AFTER_MS;
}

function judgePresent(state: HealthState, status: ServiceStatus, at: number): Health {
  switch (status.state) {
    case 'stopped':
      return 'stopped';
    case 'start-pending':
    case 'continue-pending':
      return 'starting';
    case 'stop-pending':
      return 'stopping';
    case 'pause-pending':
    case 'paused':
      return 'paused';
    case 'running':
      return judgeRunning(state, status.processId, at);
    default:
      return assertNever(status.state);
  }
}

function judgeRunning(state: HealthState, processId: number | undefined, at: number): Health {
  if (state.listeningSince === undefined) return 'healthy';
  const { lastPost } = state;
  const isOwnPost = lastPost !== undefined && lastPost.processId === processId;
  const silentAfter = isOwnPost ? silentAfterMs(lastPost) : SILENT_AFTER_MS;
  if (isOwnPost && at - lastPost.at <= silentAfter) return 'healthy';
  const quietSince = Math.max(state.observedSince, state.listeningSince, isOwnPost ? lastPost.at : 0);
  if (at - quietSince > silentAfter) return 'silent';
  return isOwnPost ? 'healthy' : 'starting';
}

/** What a message says of itself is believed within the bounds of what can be configured. */
function silentAfterMs({ everyMs = POST_INTERVAL_MS }: Post): number {
  const believed = Math.min(Math.max(everyMs, POST_INTERVAL_MS), LONGEST_POST_INTERVAL_MS);
  return SILENT_AFTER_POSTS * believed;
}
