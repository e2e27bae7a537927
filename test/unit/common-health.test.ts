import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  initialHealth,
  nextHealth,
  SILENT_AFTER_MS,
  type Health,
  type HealthEvent,
  type HealthState,
  type ScmObservation,
} from '../../common/health.ts';
import { SERVICE_STATES, type ServiceState } from '../../common/service-status.ts';

const PID = 4242;
const OTHER_PID = 666;
const QUIET = SILENT_AFTER_MS + 1;

/** A step of a story: what happens, at how many milliseconds from its beginning, and the health after it. */
type Step = readonly [at: number, event: Happening, health: Health];
type Happening =
  | 'tick'
  | 'listening'
  | 'not listening'
  | 'absent'
  | 'unavailable'
  | ServiceState
  | { readonly post: number; readonly everyMs?: number }
  | { readonly running: number };

function present(state: ServiceState, processId: number | undefined): ScmObservation {
  const status = {
    state,
    acceptedControls: [],
    win32ExitCode: 0,
    serviceSpecificExitCode: undefined,
    checkPoint: 0,
    waitHintMs: 0,
    processId,
  };
  return { kind: 'present', status };
}

function eventOf(at: number, happening: Happening): HealthEvent {
  if (typeof happening === 'object') {
    if ('post' in happening)
      return { type: 'post', at, processId: happening.post, everyMs: happening.everyMs };
    return { type: 'scm', at, observation: present('running', happening.running) };
  }
  switch (happening) {
    case 'tick':
      return { type: 'tick', at };
    case 'listening':
    case 'not listening':
      return { type: 'listening', at, listening: happening === 'listening' };
    case 'absent':
    case 'unavailable':
      return { type: 'scm', at, observation: { kind: happening } };
    default:
      return { type: 'scm', at, observation: present(happening, happening === 'stopped' ? undefined : PID) };
  }
}

const STORIES: Readonly<Record<string, readonly Step[]>> = {
  'nothing is known at first': [
    [0, 'tick', 'unknown'],
    [1, 'listening', 'unknown'],
    [2, { post: PID }, 'unknown'],
    [QUIET, 'tick', 'unknown'],
  ],
  'each state of the SCM has its health': [
    [0, 'absent', 'not-installed'],
    [1, 'stopped', 'stopped'],
    [2, 'start-pending', 'starting'],
    [3, 'pause-pending', 'paused'],
    [4, 'paused', 'paused'],
    [5, 'continue-pending', 'starting'],
    [6, 'stop-pending', 'stopping'],
    [7, 'unavailable', 'unknown'],
  ],
  'from installing to uninstalling': [
    [0, 'listening', 'unknown'],
    [1, 'absent', 'not-installed'],
    [1_000, 'stopped', 'stopped'],
    [2_000, 'start-pending', 'starting'],
    [2_300, 'running', 'starting'],
    [2_310, { post: PID }, 'healthy'],
    [3_310, { post: PID }, 'healthy'],
    [4_000, 'stop-pending', 'stopping'],
    [4_300, 'stopped', 'stopped'],
    [5_000, 'absent', 'not-installed'],
  ],
  'a running service that stops posting is silent, until it posts again': [
    [0, 'listening', 'unknown'],
    [0, 'running', 'starting'],
    [1_000, { post: PID }, 'healthy'],
    [1_000 + SILENT_AFTER_MS, 'tick', 'healthy'],
    [1_000 + QUIET, 'tick', 'silent'],
    [9_000, 'running', 'silent'],
    [9_001, { post: PID }, 'healthy'],
  ],
  'a service that posts every ten seconds is silent after three of them': [
    [0, 'listening', 'unknown'],
    [0, 'running', 'starting'],
    [1_000, { post: PID, everyMs: 10_000 }, 'healthy'],
    [31_000, 'tick', 'healthy'],
    [31_001, 'tick', 'silent'],
  ],
  'a service that posts very often, or says what cannot be, is silent as any other': [
    [0, 'listening', 'unknown'],
    [0, 'running', 'starting'],
    [1_000, { post: PID, everyMs: 100 }, 'healthy'],
    [1_000 + SILENT_AFTER_MS, 'tick', 'healthy'],
    [1_000 + QUIET, 'tick', 'silent'],
    [10_000, { post: PID, everyMs: 999_999_999_999 }, 'healthy'],
    [190_000, 'tick', 'healthy'],
    [190_001, 'tick', 'silent'],
  ],
  'a running service that never posts is silent after the time it has for its first post': [
    [0, 'listening', 'unknown'],
    [5_000, 'running', 'starting'],
    [5_000 + SILENT_AFTER_MS, 'tick', 'starting'],
    [5_000 + QUIET, 'tick', 'silent'],
  ],
  'a long pause does not count as silence of the service that is running again': [
    [0, 'listening', 'unknown'],
    [0, 'running', 'starting'],
    [1, { post: PID }, 'healthy'],
    [100, 'paused', 'paused'],
    [60_000, 'running', 'healthy'],
    [60_000 + QUIET, 'tick', 'silent'],
  ],
  'posts of another process are not the life of the service': [
    [0, 'listening', 'unknown'],
    [0, 'running', 'starting'],
    [1_000, { post: OTHER_PID }, 'starting'],
    [QUIET, { post: OTHER_PID }, 'silent'],
    [QUIET + 1, { post: PID }, 'healthy'],
  ],
  'posts of another process do not make the service look silent': [
    [0, 'listening', 'unknown'],
    [0, 'running', 'starting'],
    [10_000, { post: PID }, 'healthy'],
    [10_500, { post: OTHER_PID }, 'healthy'],
    [11_000, { post: PID }, 'healthy'],
    [10_999 + SILENT_AFTER_MS, { post: OTHER_PID }, 'healthy'],
    [11_000 + QUIET, { post: OTHER_PID }, 'silent'],
  ],
  'a restarted service gets the time for its first post anew': [
    [0, 'listening', 'unknown'],
    [0, 'running', 'starting'],
    [1, { post: PID }, 'healthy'],
    [10_000, { running: OTHER_PID }, 'starting'],
    [10_500, { post: OTHER_PID }, 'healthy'],
    [10_500 + QUIET, 'tick', 'silent'],
  ],
  'silence proves nothing while the mailslot is not ours': [
    [0, 'running', 'healthy'],
    [60_000, 'tick', 'healthy'],
    [60_001, 'listening', 'starting'],
    [60_001 + QUIET, 'tick', 'silent'],
    [70_000, 'not listening', 'healthy'],
    [99_000, 'tick', 'healthy'],
  ],
  'listening once more does not begin the wait anew': [
    [0, 'listening', 'unknown'],
    [0, 'running', 'starting'],
    [SILENT_AFTER_MS, 'listening', 'starting'],
    [QUIET, 'tick', 'silent'],
  ],
  'somebody posts although there is no service': [
    [0, 'listening', 'unknown'],
    [0, 'absent', 'not-installed'],
    [QUIET, { post: OTHER_PID }, 'posting-unregistered'],
    [QUIET + SILENT_AFTER_MS, 'tick', 'posting-unregistered'],
    [QUIET + SILENT_AFTER_MS + 1, 'tick', 'not-installed'],
  ],
  'posts from before the service was removed do not count': [
    [0, 'listening', 'unknown'],
    [0, 'running', 'starting'],
    [1_000, { post: PID }, 'healthy'],
    [1_500, 'absent', 'not-installed'],
    [1_600, { post: PID }, 'not-installed'],
    [1_500 + QUIET, 'tick', 'not-installed'],
  ],
  'what the SCM says now wins over posts of before': [
    [0, 'listening', 'unknown'],
    [0, 'running', 'starting'],
    [1, { post: PID }, 'healthy'],
    [2, 'stopped', 'stopped'],
    [3, { post: PID }, 'stopped'],
    [4, 'unavailable', 'unknown'],
  ],
};

describe('health', () => {
  for (const [name, steps] of Object.entries(STORIES)) {
    it(name, () => {
      let state = initialHealth(0);
      for (const [at, happening, health] of steps) {
        state = nextHealth(state, eventOf(at, happening));
        assert.equal(state.health, health, `after ${JSON.stringify(happening)} at ${String(at)} ms`);
      }
    });
  }

  it('says since when it has its value', () => {
    const afterScm = nextHealth(initialHealth(5), eventOf(10, 'stopped'));
    assert.equal(afterScm.since, 10);
    assert.equal(nextHealth(afterScm, eventOf(20, 'stopped')).since, 10);
    assert.equal(nextHealth(afterScm, eventOf(30, 'absent')).since, 30);
  });

  it('never contradicts the SCM, whatever is posted and when', () => {
    const arbitraryHappening: fc.Arbitrary<Happening> = fc.oneof(
      fc.constantFrom<Happening>(
        'tick',
        'listening',
        'not listening',
        'absent',
        'unavailable',
        ...SERVICE_STATES,
      ),
      fc.constantFrom(PID, OTHER_PID).map((post) => ({ post })),
      fc.constantFrom(PID, OTHER_PID).map((running) => ({ running })),
    );
    const arbitraryStory = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 2 * SILENT_AFTER_MS }), arbitraryHappening),
    );
    fc.assert(
      fc.property(arbitraryStory, (story) => {
        let at = 0;
        let state = initialHealth(at);
        for (const [pause, happening] of story) {
          at += pause;
          const before = state;
          state = nextHealth(state, eventOf(at, happening));
          assert.ok(
            POSSIBLE[scmWord(state)].includes(state.health),
            `${state.health} while ${scmWord(state)}`,
          );
          assert.equal(state.since === before.since, state.health === before.health || at === before.since);
        }
      }),
    );
  });
});

/** What the health may be for each answer of the SCM. */
const POSSIBLE: Readonly<Record<'absent' | 'unavailable' | ServiceState, readonly Health[]>> = {
  absent: ['not-installed', 'posting-unregistered'],
  unavailable: ['unknown'],
  stopped: ['stopped'],
  'start-pending': ['starting'],
  'stop-pending': ['stopping'],
  running: ['healthy', 'silent', 'starting'],
  'continue-pending': ['starting'],
  'pause-pending': ['paused'],
  paused: ['paused'],
};

function scmWord({ observation }: HealthState): keyof typeof POSSIBLE {
  return observation.kind === 'present' ? observation.status.state : observation.kind;
}
