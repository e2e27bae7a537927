import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { initialHealth, nextHealth, SILENT_AFTER_MS, type Health } from '../../common/health.ts';
import { eventOf, LATE, OTHER_PID, PID, QUIET, type Happening } from './health-events.ts';

/** A step of a story: what happens, how many milliseconds after its beginning, and the health afterwards. */
type Step = readonly [at: number, event: Happening, health: Health];

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
    [1_000 + LATE, 'tick', 'late'],
    [1_000 + SILENT_AFTER_MS, 'tick', 'late'],
    [1_000 + QUIET, 'tick', 'silent'],
    [9_000, 'running', 'silent'],
    [9_001, { post: PID }, 'late'],
    [10_001, { post: PID }, 'late'],
    [11_001, { post: PID }, 'healthy'],
  ],
  'a silent service that tells the SCM of an error may not post, until it does': [
    [0, 'listening', 'unknown'],
    [0, 'running', 'starting'],
    [1_000, { post: PID }, 'healthy'],
    [2_000, { state: 'running', win32ExitCode: 5 }, 'healthy'],
    [1_000 + LATE, 'tick', 'late'],
    [1_000 + QUIET, 'tick', 'refused'],
    [6_000, 'tick', 'refused'],
    [7_000, 'running', 'silent'],
    [8_000, { state: 'running', win32ExitCode: 32 }, 'refused'],
    [9_001, { post: PID }, 'late'],
    [10_001, { post: PID }, 'late'],
    [11_001, { post: PID }, 'healthy'],
  ],
  'one that never may is told as such once it could have been heard': [
    [0, 'listening', 'unknown'],
    [0, { state: 'running', win32ExitCode: 5 }, 'starting'],
    [SILENT_AFTER_MS, 'tick', 'starting'],
    [QUIET, 'tick', 'refused'],
    [QUIET + 1, { state: 'paused', win32ExitCode: 5 }, 'paused'],
    [QUIET + 2, 'stopped', 'stopped'],
  ],
  'nothing is made of its error while nobody could hear it': [
    [0, { state: 'running', win32ExitCode: 5 }, 'healthy'],
    [60_000, 'tick', 'healthy'],
  ],
  'a service is late after two of its intervals, until two posts in a row are in time': [
    [0, 'listening', 'unknown'],
    [0, 'running', 'starting'],
    [1_000, { post: PID }, 'healthy'],
    [3_000, 'tick', 'healthy'],
    [3_001, 'tick', 'late'],
    [3_100, { post: PID }, 'late'],
    [4_100, { post: PID }, 'late'],
    [6_200, { post: PID }, 'late'],
    [7_200, { post: PID }, 'late'],
    [8_200, { post: PID }, 'healthy'],
  ],
  'a post that is late makes the service late, even where nobody looked meanwhile': [
    [0, 'listening', 'unknown'],
    [0, 'running', 'starting'],
    [1_000, { post: PID }, 'healthy'],
    [3_500, { post: PID }, 'late'],
  ],
  'a service that took long to start is not late when it runs': [
    [0, 'listening', 'unknown'],
    [0, 'start-pending', 'starting'],
    [10, { post: PID }, 'starting'],
    [1_900, { post: PID }, 'starting'],
    [9_000, { post: PID }, 'starting'],
    [9_100, 'running', 'healthy'],
  ],
  'one look after a long sleep does not call a service silent': [
    [0, 'listening', 'unknown'],
    [0, 'running', 'starting'],
    [1_000, { post: PID }, 'healthy'],
    [3_600_000, 'tick', 'late'],
    [3_600_010, { post: PID }, 'late'],
    [3_601_000, { post: PID }, 'late'],
    [3_602_000, { post: PID }, 'healthy'],
  ],
  'a service that posts every ten seconds is silent after three of them': [
    [0, 'listening', 'unknown'],
    [0, 'running', 'starting'],
    [1_000, { post: PID, everyMs: 10_000 }, 'healthy'],
    [21_000, 'tick', 'healthy'],
    [21_001, 'tick', 'late'],
    [31_000, 'tick', 'late'],
    [31_001, 'tick', 'silent'],
  ],
  'a service that was told another interval is late by neither of them': [
    [0, 'listening', 'unknown'],
    [0, 'running', 'starting'],
    [1_000, { post: PID, everyMs: 60_000 }, 'healthy'],
    [31_000, { post: PID, everyMs: 1_000 }, 'healthy'],
    [32_000, { post: PID, everyMs: 60_000 }, 'healthy'],
  ],
  'a service that posts very often, or says what cannot be, is silent as any other': [
    [0, 'listening', 'unknown'],
    [0, 'running', 'starting'],
    [1_000, { post: PID, everyMs: 100 }, 'healthy'],
    [3_000, 'tick', 'healthy'],
    [3_001, 'tick', 'late'],
    [1_000 + QUIET, 'tick', 'silent'],
    [10_000, { post: PID, everyMs: 999_999_999_999 }, 'healthy'],
    [130_000, 'tick', 'healthy'],
    [130_001, 'tick', 'late'],
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
    [60_000 + LATE, 'tick', 'late'],
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
    [10_999 + LATE, { post: OTHER_PID }, 'healthy'],
    [11_000 + LATE, { post: OTHER_PID }, 'late'],
    [11_000 + QUIET, { post: OTHER_PID }, 'silent'],
  ],
  'a restarted service gets the time for its first post again': [
    [0, 'listening', 'unknown'],
    [0, 'running', 'starting'],
    [1, { post: PID }, 'healthy'],
    [10_000, { running: OTHER_PID }, 'starting'],
    [10_500, { post: OTHER_PID }, 'healthy'],
    [10_500 + LATE, 'tick', 'late'],
    [10_500 + QUIET, 'tick', 'silent'],
    [20_000, { running: PID }, 'starting'],
    [20_001, { post: PID }, 'healthy'],
  ],
  'an SCM that does not answer for a moment makes no silent service heard, and none forgotten': [
    [0, 'listening', 'unknown'],
    [0, 'running', 'starting'],
    [1, { post: PID }, 'healthy'],
    [1_000, 'unavailable', 'unknown'],
    [1_001, { post: OTHER_PID }, 'unknown'],
    [1_100, 'running', 'healthy'],
    [9_000, 'tick', 'late'],
    [9_001, 'tick', 'silent'],
    [14_000, 'unavailable', 'unknown'],
    [14_100, 'running', 'late'],
    [14_500, 'tick', 'silent'],
  ],
  'a service that ends with an exit code has failed, unless it never ran': [
    [0, { state: 'stopped', processId: undefined, win32ExitCode: 1077 }, 'stopped'],
    [1, { state: 'stopped', processId: undefined, win32ExitCode: 0 }, 'stopped'],
    [2, { state: 'stopped', processId: undefined, win32ExitCode: 1067 }, 'failed'],
    [
      3,
      { state: 'stopped', processId: undefined, win32ExitCode: 1066, serviceSpecificExitCode: 1 },
      'failed',
    ],
    [4, 'start-pending', 'starting'],
    [5, 'stopped', 'stopped'],
  ],
  'a pending service hangs once its wait hint has passed, until it shows a new check point': [
    [0, { state: 'start-pending', checkPoint: 1, waitHintMs: 3_000 }, 'starting'],
    [3_000, { state: 'start-pending', checkPoint: 1, waitHintMs: 3_000 }, 'starting'],
    [3_001, { state: 'start-pending', checkPoint: 1, waitHintMs: 3_000 }, 'hung'],
    [9_000, { state: 'start-pending', checkPoint: 2, waitHintMs: 3_000 }, 'starting'],
    [12_001, { state: 'start-pending', checkPoint: 2, waitHintMs: 3_000 }, 'hung'],
    [12_002, 'running', 'healthy'],
  ],
  'every pending state may hang, and a state that rests may not': [
    [0, 'continue-pending', 'starting'],
    [2_001, 'continue-pending', 'hung'],
    [2_002, 'pause-pending', 'paused'],
    [4_003, 'pause-pending', 'hung'],
    [4_004, 'paused', 'paused'],
    [90_000, 'paused', 'paused'],
    [90_001, 'stop-pending', 'stopping'],
    [92_002, 'stop-pending', 'hung'],
    [92_003, 'stopped', 'stopped'],
    [99_000, 'stopped', 'stopped'],
  ],
  'an answer of the SCM that is late makes no service hang': [
    [0, { state: 'stop-pending', checkPoint: 1 }, 'stopping'],
    [2_001, 'tick', 'stopping'],
    [60_000, { post: PID }, 'stopping'],
    [60_001, { state: 'stop-pending', checkPoint: 2 }, 'stopping'],
    [61_000, 'unavailable', 'unknown'],
    [61_500, { state: 'stop-pending', checkPoint: 2 }, 'stopping'],
    [62_002, { state: 'stop-pending', checkPoint: 2 }, 'hung'],
    [62_003, 'unavailable', 'unknown'],
    [62_004, { state: 'stop-pending', checkPoint: 2 }, 'hung'],
  ],
  'silence proves nothing while the mailslot is not ours': [
    [0, 'running', 'healthy'],
    [60_000, 'tick', 'healthy'],
    [60_001, 'listening', 'starting'],
    [60_001 + QUIET, 'tick', 'silent'],
    [70_000, 'not listening', 'healthy'],
    [99_000, 'tick', 'healthy'],
  ],
  'listening once more does not start the wait over': [
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
      let state = initialHealth(0, true);
      for (const [at, happening, health] of steps) {
        state = nextHealth(state, eventOf(at, happening));
        assert.equal(state.health, health, `after ${JSON.stringify(happening)} at ${String(at)} ms`);
      }
    });
  }

  it('is judged by posts of its own process only, if the service owes none', () => {
    const steps: readonly Step[] = [
      [0, 'listening', 'unknown'],
      [0, 'running', 'healthy'],
      [1_000, { post: OTHER_PID }, 'healthy'],
      [1_000 + QUIET, 'tick', 'healthy'],
      [9_000, { post: PID }, 'healthy'],
      [9_000 + LATE, 'tick', 'late'],
      [9_000 + QUIET, 'tick', 'silent'],
    ];
    let state = initialHealth(0, false);
    for (const [at, happening, health] of steps) {
      state = nextHealth(state, eventOf(at, happening));
      assert.equal(state.health, health, `after ${JSON.stringify(happening)} at ${String(at)} ms`);
    }
  });

  it('has the time since which its value holds', () => {
    const afterScm = nextHealth(initialHealth(5, true), eventOf(10, 'stopped'));
    assert.equal(afterScm.since, 10);
    assert.equal(nextHealth(afterScm, eventOf(20, 'stopped')).since, 10);
    assert.equal(nextHealth(afterScm, eventOf(30, 'absent')).since, 30);
  });
});
