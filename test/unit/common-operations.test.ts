import type { ScmView } from '../../common/view.ts';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  asksForRights,
  OPERATIONS,
  reasonUnavailable,
  TASKS,
  userControlOperation,
  type Operation,
  type Task,
} from '../../common/operations.ts';
import {
  ACCEPTED_CONTROLS,
  SERVICE_STATES,
  type AcceptedControl,
  type ServiceState,
} from '../../common/service-status.ts';
import { reportWin32 } from '../../common/win32-error.ts';

function present(state: ServiceState, acceptedControls: AcceptedControl[] = [...ACCEPTED_CONTROLS]): ScmView {
  const status = { state, acceptedControls, win32ExitCode: 0, checkPoint: 0, waitHintMs: 0 };
  return { kind: 'present', status };
}

function available(service: ScmView, busy?: Task): Operation[] {
  return OPERATIONS.filter((operation) => reasonUnavailable(operation, service, busy) === undefined);
}

describe('an operation makes sense', () => {
  /** For every state of an existing service, in the order of the operations. */
  const always: readonly Operation[] = ['repair', 'allow-user-control', 'end-user-control'];
  const cases: readonly (readonly [when: string, service: ScmView, available: readonly Operation[]])[] = [
    ['not before the service state is known', { kind: 'unknown' }, []],
    ['not without the SCM', { kind: 'unavailable', error: reportWin32('OpenSCManagerW', 5) }, []],
    ['to install what is not installed', { kind: 'absent' }, ['install']],
    ['to start what has stopped', present('stopped', []), ['uninstall', 'start', ...always]],
    [
      'to stop, restart or pause what runs',
      present('running'),
      ['uninstall', 'stop', 'restart', 'pause', ...always],
    ],
    ['to control nothing that accepts no control', present('running', []), ['uninstall', ...always]],
    [
      'to stop or restart what cannot be paused',
      present('running', ['stop']),
      ['uninstall', 'stop', 'restart', ...always],
    ],
    [
      'to stop, restart or continue what is paused',
      present('paused'),
      ['uninstall', 'stop', 'restart', 'continue', ...always],
    ],
  ];
  for (const [when, service, expected] of cases) {
    it(when, () => {
      assert.deepEqual(available(service), expected);
    });
  }

  for (const state of SERVICE_STATES.filter((name) => name.endsWith('-pending'))) {
    it(`to control nothing while the service is ${state}`, () => {
      assert.deepEqual(available(present(state)), ['uninstall', ...always]);
    });
  }

  it('not while another is under way', () => {
    for (const busy of TASKS) {
      assert.deepEqual(available(present('running'), busy), []);
      assert.deepEqual(available({ kind: 'absent' }, busy), []);
    }
  });

  it('has the SCM’s error if the service cannot be queried', () => {
    const error = reportWin32('OpenSCManagerW', 5);
    assert.equal(reasonUnavailable('start', { kind: 'unavailable', error }, undefined), error);
  });
});

describe('administrator rights', () => {
  const configuration = {
    ...{ displayName: 'Sigma Support Service', startType: 'demand' as const, account: 'LocalService' },
    imagePath: 'SigmaSrv.exe',
  };

  function asking(mayControl: boolean | undefined): Operation[] {
    const service = { ...present('running'), configuration: { ...configuration, mayControl } };
    return OPERATIONS.filter((operation) => asksForRights(operation, service as ScmView));
  }

  const always = ['install', 'uninstall', 'repair', 'allow-user-control', 'end-user-control'];
  it('are asked for what changes the registration, whoever asks', () => {
    assert.deepEqual(asking(true), always);
    assert.deepEqual(asking(undefined), always);
  });

  it('are used to start, stop and pause if this user lacks permission', () => {
    assert.deepEqual(asking(false), OPERATIONS);
  });

  it('can be done without from now on, or no longer', () => {
    const allowed = { ...present('running'), configuration: { ...configuration, isUserInControl: true } };
    assert.equal(userControlOperation(allowed as ScmView), 'end-user-control');
    assert.equal(userControlOperation(present('running')), 'allow-user-control');
    assert.equal(userControlOperation({ kind: 'absent' }), 'allow-user-control');
  });
});
