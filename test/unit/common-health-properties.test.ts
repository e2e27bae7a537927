import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  initialHealth,
  isSilent,
  nextHealth,
  SILENT_AFTER_MS,
  type Health,
  type HealthEvent,
  type HealthState,
} from '../../common/health.ts';
import { isPending, SERVICE_STATES, type ServiceState } from '../../common/service-status.ts';
import { POST_INTERVAL_MS } from '../../common/sigma-service.ts';
import { eventOf, OTHER_PID, PID, type Happening } from './health-events.ts';

describe('health, after any sequence of events', () => {
  it('never contradicts the SCM, whatever is posted at any time', () => {
    fc.assert(
      fc.property(arbitraryStory, (story) => {
        for (const { before, after, event } of changes(story)) {
          assert.ok(
            POSSIBLE[scmWord(after)].includes(after.health),
            `${after.health} while ${scmWord(after)}`,
          );
          assert.equal(
            after.since === before.since,
            after.health === before.health || event.at === before.since,
          );
        }
      }),
    );
  });

  it('calls a service silent only after it was late, unless it was never heard', () => {
    fc.assert(
      fc.property(arbitraryStory, (story) => {
        for (const { before, after } of changes(story)) {
          if (!isSilent(after.health) || isSilent(before.health)) continue;
          assert.ok(before.health === 'late' || !hasOwnPost(after), `silent after ${before.health}`);
        }
      }),
    );
  });

  it('says that a silent service may not post if and only if it has told the SCM why', () => {
    fc.assert(
      fc.property(arbitraryStory, (story) => {
        for (const { after } of changes(story)) {
          if (isSilent(after.health)) assert.equal(after.health === 'refused', refusalOf(after) !== 0);
        }
      }),
    );
  });

  it('changes for a reason only', () => {
    fc.assert(
      fc.property(arbitraryStory, (story) => {
        let inTime = 0;
        for (const change of changes(story)) {
          const { before, after, event } = change;
          // Posts of other processes do not count.
          const isHeard = after.lastPost !== before.lastPost;
          if (isHeard) inTime = isInTime(before, event.at) ? inTime + 1 : 0;
          if (before.health === after.health) continue;
          assert.ok(isJustified(change, inTime), `${before.health} to ${after.health}`);
        }
      }),
    );
  });

  it('does not flicker for a service that is always a little late', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 2.01, max: 2.99, noNaN: true }),
        fc.integer({ min: 1_000, max: 60_000 }),
        fc.integer({ min: 100, max: 700 }),
        (intervals, everyMs, tickMs) => {
          const shown = healthOf((at) => at * intervals * everyMs, everyMs, tickMs);
          assert.deepEqual(shown, ['starting', 'healthy', 'late']);
        },
      ),
    );
  });

  it('stays as it is for a service that is less late than that, however irregular its posts', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 0.95, noNaN: true }), { minLength: 30, maxLength: 30 }),
        (delays) => {
          const shown = healthOf((post) => (post + (delays[post] ?? 0)) * 1_000, 1_000, 500);
          assert.deepEqual(shown, ['starting', 'healthy']);
        },
      ),
    );
  });

  it('changes twice for each check point of a service that is too slow, at most', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 50, max: 500 }),
        (durations, pollMs) => {
          let [state, at, changed] = [initialHealth(0, true), 0, 0];
          for (const [index, duration] of durations.entries()) {
            for (const end = at + duration; at < end; at += pollMs) {
              const before = state.health;
              const happening = { state: 'start-pending', checkPoint: index + 1, waitHintMs: 3_000 } as const;
              state = nextHealth(state, eventOf(at, happening));
              if (state.health !== before) changed += 1;
            }
          }
          const slow = durations.filter((duration) => duration > 3_000).length;
          assert.ok(changed <= 1 + 2 * slow, `${String(changed)} changes, ${String(slow)} of them slow`);
        },
      ),
    );
  });
});

/** What a service's life mostly consists of. */
const arbitraryRoutine = fc.constantFrom<Happening>('tick', 'tick', 'running', 'listening', { post: PID });
const arbitraryIncident: fc.Arbitrary<Happening> = fc.oneof(
  fc.constantFrom<Happening>('not listening', 'absent', 'unavailable', ...SERVICE_STATES),
  fc.constantFrom(PID, OTHER_PID).map((post) => ({ post })),
  fc.constantFrom(PID, OTHER_PID).map((running) => ({ running })),
  fc.constantFrom(0, 5, 32).map((win32ExitCode) => ({ state: 'running' as const, win32ExitCode })),
  fc.constantFrom(1, 2).map((checkPoint) => ({ state: 'start-pending' as const, checkPoint })),
);
const arbitraryHappening = fc.oneof(
  { weight: 5, arbitrary: arbitraryRoutine },
  { weight: 1, arbitrary: arbitraryIncident },
);
const arbitraryStory = fc.array(
  fc.tuple(
    fc.oneof(fc.integer({ min: 0, max: 2 * SILENT_AFTER_MS }), fc.integer({ min: 0, max: 1_200 })),
    arbitraryHappening,
  ),
  { maxLength: 60, size: 'max' },
);

interface Change {
  readonly before: HealthState;
  readonly after: HealthState;
  readonly event: HealthEvent;
}

/** @returns what each event of the story has changed */
function changes(story: readonly (readonly [pause: number, happening: Happening])[]): Change[] {
  let at = 0;
  let state = initialHealth(at, true);
  return story.map(([pause, happening]) => {
    at += pause;
    const [before, event] = [state, eventOf(at, happening)];
    state = nextHealth(before, event);
    return { before, after: state, event };
  });
}

/** @returns the successive values of the health while a running service posts 30 times */
function healthOf(postedAt: (post: number) => number, everyMs: number, tickMs: number): Health[] {
  const events = [eventOf(0, 'listening'), eventOf(0, 'running')];
  for (let post = 0; post < 30; post += 1) events.push(eventOf(postedAt(post), { post: PID, everyMs }));
  const end = postedAt(29);
  for (let at = tickMs; at <= end; at += tickMs) events.push(eventOf(at, 'tick'));
  const shown: Health[] = [];
  let state = initialHealth(0, true);
  for (const event of events.sort((left, right) => left.at - right.at)) {
    const before = state.health;
    state = nextHealth(state, event);
    if (state.health !== before) shown.push(state.health);
  }
  return shown;
}

function processIdOf({ answer }: HealthState): number | undefined {
  return answer.kind === 'present' ? answer.status.processId : undefined;
}

function refusalOf({ answer }: HealthState): number | undefined {
  return answer.kind === 'present' ? answer.status.win32ExitCode : undefined;
}

function hasOwnPost(state: HealthState): boolean {
  return state.lastPost !== undefined && state.lastPost.processId === processIdOf(state);
}

/** @returns whether a post now comes soon enough after the previous one, or after it could first be heard */
function isInTime(state: HealthState, at: number): boolean {
  const { answer, lastPost, observedSince, listeningSince } = state;
  if (answer.kind !== 'present' || answer.status.state !== 'running') return true;
  return at - Math.max(lastPost?.at ?? 0, observedSince, listeningSince ?? 0) <= 2 * POST_INTERVAL_MS;
}

/** @param postsInTime how many posts in a row were in time */
function isJustified({ before, after, event }: Change, postsInTime: number): boolean {
  const { observation } = after;
  if (event.type === 'listening') return true;
  if (event.type === 'scm' && scmWord(before) !== scmWord(after)) return true;
  if (event.type === 'scm' && processIdOf(before) !== processIdOf(after)) return true;
  if (observation.kind === 'absent')
    return after.health === 'posting-unregistered' ? event.type === 'post' : event.type !== 'post';
  if (observation.kind === 'present' && isPending(observation.status.state))
    return event.type === 'scm' && (after.health === 'hung') === (before.progress === after.progress);
  const quiet = event.at - (before.lastPost?.at ?? 0);
  const isPost = event.type === 'post';
  switch (after.health) {
    case 'late':
      return isSilent(before.health) ? isPost : quiet > 2 * POST_INTERVAL_MS;
    case 'silent':
    case 'refused':
      return quiet > SILENT_AFTER_MS || !hasOwnPost(after);
    case 'healthy':
      return isPost && (before.health !== 'late' || postsInTime >= 2);
    default:
      return false;
  }
}

/** What the health may be for each answer of the SCM. */
const POSSIBLE: Readonly<Record<'absent' | 'unavailable' | ServiceState, readonly Health[]>> = {
  absent: ['not-installed', 'posting-unregistered'],
  unavailable: ['unknown'],
  stopped: ['stopped', 'failed'],
  'start-pending': ['starting', 'hung'],
  'stop-pending': ['stopping', 'hung'],
  running: ['healthy', 'late', 'silent', 'refused', 'starting'],
  'continue-pending': ['starting', 'hung'],
  'pause-pending': ['paused', 'hung'],
  paused: ['paused'],
};

function scmWord({ observation }: HealthState): keyof typeof POSSIBLE {
  return observation.kind === 'present' ? observation.status.state : observation.kind;
}
