import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { SERVICE_STATES, type ServiceState } from '../../common/service-status.ts';
import type { ReportedStatus } from '../../native-bridge/bridge.ts';
import { nextStatus } from '../../service/host/lifecycle.ts';

/** Asks for one state after the other. @returns what was reported; what was refused is left out */
function pass(states: readonly ServiceState[]): ReportedStatus[] {
  const reported: ReportedStatus[] = [];
  for (const state of states) {
    const status = nextStatus(reported.at(-1), state, { win32: 1066, serviceSpecific: 7 });
    if (status !== undefined) reported.push(status);
  }
  return reported;
}

test('a service starts, runs, rests, continues and stops', () => {
  const life: ServiceState[] = [
    'start-pending',
    'running',
    'pause-pending',
    'paused',
    'continue-pending',
    'running',
    'stop-pending',
    'stopped',
  ];
  assert.deepEqual(
    pass(life).map(({ state }) => state),
    life,
  );
});

test('a pending state that is reported again is progress', () => {
  const reported = pass([
    'start-pending',
    'start-pending',
    'start-pending',
    'running',
    'stop-pending',
    'stop-pending',
  ]);
  assert.deepEqual(
    reported.map(({ checkPoint }) => checkPoint),
    [1, 2, 3, 0, 1, 2],
  );
  assert.ok(reported.every(({ state, waitHintMs }) => state.endsWith('-pending') === waitHintMs > 0));
});

test('what may not follow is refused', () => {
  for (const [states, expected] of [
    [['running'], []],
    [['stopped'], []],
    [['start-pending', 'paused'], ['start-pending']],
    [
      ['start-pending', 'running', 'running'],
      ['start-pending', 'running'],
    ],
    [
      ['start-pending', 'running', 'start-pending'],
      ['start-pending', 'running'],
    ],
    [
      ['start-pending', 'stop-pending', 'running'],
      ['start-pending', 'stop-pending'],
    ],
    [
      ['start-pending', 'stopped', 'start-pending', 'stopped'],
      ['start-pending', 'stopped'],
    ],
  ] as const) {
    assert.deepEqual(
      pass(states).map(({ state }) => state),
      expected,
      states.join(' '),
    );
  }
});

test('however it is asked: it begins pending, ends at most once, and takes controls only at work', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...SERVICE_STATES), { maxLength: 40 }), (states) => {
      const reported = pass(states);
      if (reported.length > 0) assert.equal(reported[0]?.state, 'start-pending');
      const stoppedAt = reported.findIndex(({ state }) => state === 'stopped');
      assert.ok(stoppedAt === -1 || stoppedAt === reported.length - 1, 'nothing comes after STOPPED');
      for (const { state, acceptedControls, win32ExitCode, serviceSpecificExitCode } of reported) {
        assert.equal(acceptedControls.length > 0, state === 'running' || state === 'paused');
        assert.equal(win32ExitCode, state === 'stopped' ? 1066 : 0);
        assert.equal(serviceSpecificExitCode, state === 'stopped' ? 7 : 0);
      }
    }),
  );
});
