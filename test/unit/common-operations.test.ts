import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ServiceView } from '../../common/ipc.ts';
import { OPERATIONS, reasonUnavailable, type Operation } from '../../common/operations.ts';
import {
  ACCEPTED_CONTROLS,
  SERVICE_STATES,
  type AcceptedControl,
  type ServiceState,
} from '../../common/service-status.ts';
import { reportWin32 } from '../../common/win32-error.ts';

function present(
  state: ServiceState,
  acceptedControls: AcceptedControl[] = [...ACCEPTED_CONTROLS],
): ServiceView {
  const status = { state, acceptedControls, win32ExitCode: 0, checkPoint: 0, waitHintMs: 0 };
  return { kind: 'present', status };
}

function available(service: ServiceView, busy?: Operation): Operation[] {
  return OPERATIONS.filter((operation) => reasonUnavailable(operation, service, busy) === undefined);
}

describe('an operation makes sense', () => {
  const cases: readonly (readonly [when: string, service: ServiceView, available: readonly Operation[]])[] = [
    ['not before the service state is known', { kind: 'unknown' }, []],
    ['not without the SCM', { kind: 'unavailable', error: reportWin32('OpenSCManagerW', 5) }, []],
    ['to install what is not installed', { kind: 'absent' }, ['install']],
    ['to start or uninstall what has stopped', present('stopped', []), ['uninstall', 'start']],
    ['to stop, pause or uninstall what runs', present('running'), ['uninstall', 'stop', 'pause']],
    ['to uninstall what runs and accepts no control', present('running', []), ['uninstall']],
    ['to stop what cannot be paused', present('running', ['stop']), ['uninstall', 'stop']],
    ['to stop, continue or uninstall what is paused', present('paused'), ['uninstall', 'stop', 'continue']],
  ];
  for (const [when, service, expected] of cases) {
    it(when, () => {
      assert.deepEqual(available(service), expected);
    });
  }

  for (const state of SERVICE_STATES.filter((name) => name.endsWith('-pending'))) {
    it(`to uninstall only, while the service is ${state}`, () => {
      assert.deepEqual(available(present(state)), ['uninstall']);
    });
  }

  it('not while another is under way', () => {
    for (const busy of OPERATIONS) {
      assert.deepEqual(available(present('running'), busy), []);
      assert.deepEqual(available({ kind: 'absent' }, busy), []);
    }
  });

  it('says what the SCM answered where it cannot be asked', () => {
    const error = reportWin32('OpenSCManagerW', 5);
    assert.equal(reasonUnavailable('start', { kind: 'unavailable', error }, undefined), error);
  });
});
