import { assertNever } from './assert-never.ts';
import { ERROR_SERVICE_NEVER_STARTED } from './win32-codes.ts';
import {
  followProgress,
  isHung,
  isPending,
  type PendingProgress,
  type ServiceStatus,
} from './service-status.ts';
import { LONGEST_POST_INTERVAL_MS, POST_INTERVAL_MS } from './sigma-service.ts';

/**
 * How a service is, as one value joined from three witnesses: the SCM's state, the posts that arrive in the mailslot,
 * and the process id that both name. The SCM is the truth; the mailslot adds detail. A service that posts nothing is
 * judged by the SCM alone.
 */
export const HEALTH_KINDS = [
  'unknown',
  'not-installed',
  'stopped',
  'failed',
  'starting',
  'healthy',
  'late',
  'silent',
  /** Silent, and the service itself has told the SCM why it may not post. */
  'refused',
  'paused',
  'stopping',
  'hung',
  'posting-unregistered',
] as const;
export type Health = (typeof HEALTH_KINDS)[number];

/** After how many of its intervals without a post a running service is late. */
const LATE_AFTER_POSTS = 2;
/**
 * How many posts in a row have to be in time before a late service is healthy again, so one that is always a little
 * late does not flicker.
 */
const POSTS_IN_TIME = 2;
/** After how many intervals without a post a late service is silent. */
const SILENT_AFTER_POSTS = 3;
export const SILENT_AFTER_MS = SILENT_AFTER_POSTS * POST_INTERVAL_MS;

/** What a reading of the SCM found. */
export type ScmObservation =
  | { readonly kind: 'absent' }
  | { readonly kind: 'present'; readonly status: ServiceStatus }
  | { readonly kind: 'unavailable' };

/** Times are milliseconds of one monotonic clock. */
export type HealthEvent =
  | { readonly type: 'scm'; readonly at: number; readonly observation: ScmObservation }
  | PostEvent
  | { readonly type: 'listening'; readonly at: number; readonly listening: boolean }
  | { readonly type: 'tick'; readonly at: number };

interface PostEvent {
  readonly type: 'post';
  readonly at: number;
  readonly processId: number;
  /** How often the service says it posts, in milliseconds. */
  readonly everyMs: number | undefined;
}

interface Post extends Omit<PostEvent, 'type'> {
  /** How many posts in a row its process has to send in time before it is no longer late. */
  readonly owed: number;
}

export interface HealthState {
  readonly owesPosts: boolean;
  readonly health: Health;
  /** When the health took its current value. */
  readonly since: number;
  readonly observation: ScmObservation;
  /** When the SCM first reported the current state of the current process, or its absence. */
  readonly observedSince: number;
  /** The last answer of the SCM, and when it came. */
  readonly answer: ScmObservation;
  readonly answeredAt: number;
  /** When the mailslot became ours; undefined while it is not, when silence proves nothing. */
  readonly listeningSince: number | undefined;
  readonly lastPost: Post | undefined;
  /** The progress of the pending state that the SCM reported last; undefined if it was not a pending one. */
  readonly progress: PendingProgress | undefined;
}

/** @param owesPosts whether the service posts as soon as it runs; any other service owes posts once its
 *   process has posted */
export function initialHealth(at: number, owesPosts: boolean): HealthState {
  return {
    owesPosts,
    health: 'unknown',
    since: at,
    observation: { kind: 'unavailable' },
    observedSince: at,
    answer: { kind: 'unavailable' },
    answeredAt: at,
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
    case 'scm':
      return witnessScm(state, event.observation, event.at);
    case 'post':
      return isForeignPost(state, event.processId) || isHidingOwnPost(state, event.processId)
        ? state
        : { ...state, lastPost: followPost(state, event) };
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

function witnessScm(state: HealthState, observation: ScmObservation, at: number): HealthState {
  // A moment without an answer from the SCM says nothing about the service.
  if (observation.kind === 'unavailable') return { ...state, observation };
  const isSame = isSameObservation(state.answer, observation);
  const isMoving = observation.kind === 'present' && isPending(observation.status.state);
  return {
    ...state,
    observation,
    answer: observation,
    answeredAt: at,
    observedSince: isSame ? state.observedSince : at,
    progress: isMoving ? followProgress(state.progress, observation.status, at) : undefined,
  };
}

function followPost(state: HealthState, { at, processId, everyMs }: PostEvent): Post {
  const before = state.lastPost;
  if (before?.processId !== processId) return { at, processId, everyMs, owed: 0 };
  // It may have been set to a longer interval since the previous post, or to a shorter one.
  const longer = Math.max(believedIntervalMs(before.everyMs), believedIntervalMs(everyMs));
  const isInTime =
    !isRunning(state.answer) || intervalsQuiet(state, { ...before, everyMs: longer }, at) <= LATE_AFTER_POSTS;
  return { at, processId, everyMs, owed: isInTime ? Math.max(0, before.owed - 1) : POSTS_IN_TIME };
}

/** Only a running service owes a post in each interval. */
function isRunning(answer: ScmObservation): boolean {
  return answer.kind === 'present' && answer.status.state === 'running';
}

/** A post obliges a service that owes none only if the SCM says that it comes from its process. */
function isForeignPost({ owesPosts, answer }: HealthState, processId: number): boolean {
  return !owesPosts && !(answer.kind === 'present' && answer.status.processId === processId);
}

/** Anyone may post in the name of another process, which must not displace the service's own last post. */
function isHidingOwnPost({ answer, lastPost }: HealthState, processId: number): boolean {
  if (answer.kind !== 'present' || lastPost === undefined) return false;
  return lastPost.processId === answer.status.processId && lastPost.processId !== processId;
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

/** A post that was on its way while the service was removed does not count. */
function isPostingWhileAbsent({ lastPost, observedSince }: HealthState, at: number): boolean {
  if (lastPost === undefined) return false;
  return lastPost.at > observedSince + SILENT_AFTER_MS && at - lastPost.at <= SILENT_AFTER_MS;
}

function judgePresent(state: HealthState, status: ServiceStatus, at: number): Health {
  if (isStuck(state, status)) return 'hung';
  switch (status.state) {
    case 'stopped':
      return hasFailed(status) ? 'failed' : 'stopped';
    case 'start-pending':
    case 'continue-pending':
      return 'starting';
    case 'stop-pending':
      return 'stopping';
    case 'pause-pending':
    case 'paused':
      return 'paused';
    case 'running':
      return judgeRunning(state, status, at);
    default:
      return assertNever(status.state);
  }
}

/** Judged by the SCM's last answer: without a newer one, the service may have passed a check point unseen. */
function isStuck({ progress, answeredAt }: HealthState, status: ServiceStatus): boolean {
  return progress !== undefined && isHung(progress, status, answeredAt);
}

function hasFailed({ win32ExitCode }: ServiceStatus): boolean {
  return win32ExitCode !== 0 && win32ExitCode !== ERROR_SERVICE_NEVER_STARTED;
}

/** @returns whether the service is running without being heard */
export function isSilent(health: Health): boolean {
  return health === 'silent' || health === 'refused';
}

function judgeRunning(state: HealthState, { processId, win32ExitCode }: ServiceStatus, at: number): Health {
  const { health, owesPosts, listeningSince, lastPost } = state;
  // A running service has no exit code, so this one says why it does not post.
  const silent = win32ExitCode === 0 ? 'silent' : 'refused';
  const isPostOwed = owesPosts || lastPost !== undefined;
  if (listeningSince === undefined || !isPostOwed) return 'healthy';
  const isOwnPost = lastPost !== undefined && lastPost.processId === processId;
  if (!isOwnPost) return at - audibleSince(state) > SILENT_AFTER_MS ? silent : 'starting';
  const intervals = intervalsQuiet(state, lastPost, at);
  if (intervals <= LATE_AFTER_POSTS) return lastPost.owed === 0 ? 'healthy' : 'late';
  // One look after a long time does not prove silence: Sigma or the computer may have been asleep.
  const wasLate = health === 'late' || isSilent(health);
  return wasLate && intervals > SILENT_AFTER_POSTS ? silent : 'late';
}

/** @returns for how many of its intervals the service was silent while it could have been heard */
function intervalsQuiet(state: HealthState, { at: postedAt, everyMs }: Post, at: number): number {
  return (at - Math.max(audibleSince(state), postedAt)) / believedIntervalMs(everyMs);
}

/** @returns since when the service could have been heard in its current state */
function audibleSince({ observedSince, listeningSince = observedSince }: HealthState): number {
  return Math.max(observedSince, listeningSince);
}

/** An interval given in a message is believed within the limits of what can be configured. */
function believedIntervalMs(everyMs: number = POST_INTERVAL_MS): number {
  return Math.min(Math.max(everyMs, POST_INTERVAL_MS), LONGEST_POST_INTERVAL_MS);
}
