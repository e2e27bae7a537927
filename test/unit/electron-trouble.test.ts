import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  followTrouble,
  NO_TROUBLE_YET,
  QUIET_MS,
  type Trouble,
  type TroubleView,
} from '../../electron/desktop/models.ts';

/** What a service is, and whether the person wants notifications. */
type Moment = TroubleView & { readonly notifications: boolean };

const BASE = { busy: undefined, notifications: true } as const;

function other(health: TroubleView['health'], change: Partial<Moment> = {}): Moment {
  return { ...BASE, health, ...change };
}

const HEALTHY = other('healthy');
const SILENT = other('silent');
const UNKNOWN = other('unknown');
const CRASHED = other('failed');
const REPLACED = other('healthy', { lastFailure: { kind: 'replaced', number: 1, at: 0 } });
const REPLACED_AGAIN = other('healthy', { lastFailure: { kind: 'replaced', number: 2, at: 0 } });
const OFF = { notifications: false };

/** A second passes from one view to the next, unless it says how many milliseconds. */
type Step = Moment | readonly [number, Moment];

const CASES: readonly (readonly [name: string, steps: readonly Step[], told: readonly Trouble[]])[] = [
  ['a service that crashes', [HEALTHY, CRASHED], ['failed']],
  ['one that was restarted by somebody, unseen', [HEALTHY, REPLACED, REPLACED], ['replaced']],
  ['one that is restarted again and again', [HEALTHY, REPLACED, REPLACED_AGAIN], ['replaced']],
  ['one that is, after a while', [HEALTHY, REPLACED, [QUIET_MS, REPLACED_AGAIN]], ['replaced', 'replaced']],
  ['one that was restarted before', [REPLACED, HEALTHY], []],
  ['a service that falls silent', [HEALTHY, SILENT], ['silent']],
  ['a service that may not post any more', [HEALTHY, other('late'), other('refused')], ['refused']],
  ['trouble that goes on is told once', [HEALTHY, CRASHED, CRASHED, CRASHED], ['failed']],
  ['a service that stops as it should', [HEALTHY, other('stopping'), other('stopped')], []],
  ['a service that was just installed', [other('not-installed'), other('stopped')], []],
  ['what was there when Sigma started', [UNKNOWN, CRASHED], []],
  ['what was there, and came back', [CRASHED, HEALTHY, CRASHED], ['failed']],
  ['a crash that was not seen happen, while the SCM did not answer', [HEALTHY, UNKNOWN, CRASHED], ['failed']],
  ['the same trouble after the SCM did not answer', [HEALTHY, CRASHED, UNKNOWN, CRASHED], ['failed']],
  [
    'a start that fails, which the window tells',
    [other('stopped'), other('starting', { busy: 'start' }), other('failed', { busy: 'start' }), CRASHED],
    [],
  ],
  ['nothing where it is switched off', [HEALTHY, other('failed', OFF)], []],
  ['nothing old once it is switched on', [HEALTHY, other('failed', OFF), CRASHED], []],
  ['a second crash soon after', [HEALTHY, CRASHED, HEALTHY, CRASHED], ['failed']],
  ['a second crash later', [HEALTHY, CRASHED, HEALTHY, [QUIET_MS, CRASHED]], ['failed', 'failed']],
  [
    'crash after crash, no more often than the limit',
    [HEALTHY, CRASHED, HEALTHY, [QUIET_MS / 2, CRASHED], HEALTHY, [QUIET_MS / 2, CRASHED]],
    ['failed', 'failed'],
  ],
  ['each kind by itself', [HEALTHY, SILENT, CRASHED], ['silent', 'failed']],
];

describe('what a person is notified of', () => {
  for (const [name, steps, told] of CASES) {
    it(name, () => {
      let state = NO_TROUBLE_YET;
      let at = 1_000_000;
      const news: Trouble[] = [];
      for (const step of steps) {
        const [afterMs, view] = 'health' in step ? [1000, step] : step;
        at += afterMs;
        const followed = followTrouble(state, view, at, view);
        state = followed.state;
        if (followed.news !== undefined) news.push(followed.news);
      }
      assert.deepEqual(news, told);
    });
  }
});
