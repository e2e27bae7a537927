import assert from 'node:assert/strict';
import { test } from 'node:test';
import { followFailure, type LastFailure } from '../../engine/watch/last-failure.ts';
import type { ServiceReading } from '../../engine/watch/service-reading.ts';
import { OTHER_PID, PID, present } from './health-events.ts';

const AT = 5_000;
const RUNNING = present('running', PID);
const REPLACED = present('running', OTHER_PID);
const STOPPED = present('stopped', undefined);
const CRASHED = present('stopped', undefined, { win32ExitCode: 1067 });
const NEVER = present('stopped', undefined, { win32ExitCode: 1077 });
const UNAVAILABLE: ServiceReading = {
  kind: 'unavailable',
  error: { code: 5, api: 'x' },
};

const table: readonly [
  what: string,
  before: ServiceReading | undefined,
  now: ServiceReading,
  isAskedFor: boolean,
  kind: LastFailure['kind'] | undefined,
][] = [
  ['it ends with an error', RUNNING, CRASHED, false, 'ended'],
  ['it ends with an error while somebody stops it', RUNNING, CRASHED, true, 'ended'],
  ['it ended with an error before Sigma looked', undefined, CRASHED, false, undefined],
  ['it is still ended with that error', CRASHED, CRASHED, false, undefined],
  [
    'it fails once more, by another error',
    CRASHED,
    present('stopped', undefined, { win32ExitCode: 5 }),
    false,
    'ended',
  ],
  ['it stops', RUNNING, STOPPED, false, undefined],
  ['it was never started', RUNNING, NEVER, false, undefined],
  ['it runs on', RUNNING, RUNNING, false, undefined],
  ['its process is another, and nobody saw it stop', RUNNING, REPLACED, false, 'replaced'],
  [
    'it is starting again in another process',
    RUNNING,
    present('start-pending', OTHER_PID),
    false,
    'replaced',
  ],
  ['Sigma has restarted it', RUNNING, REPLACED, true, undefined],
  ['it was started', STOPPED, RUNNING, false, undefined],
  ['the SCM does not answer', RUNNING, UNAVAILABLE, false, undefined],
];
for (const [what, before, now, isAskedFor, kind] of table) {
  test(`${kind === undefined ? 'no failure' : `a failure (${kind})`}: ${what}`, () => {
    assert.equal(followFailure(undefined, before, now, isAskedFor, AT)?.kind, kind);
  });
}

test('the last failure stays, also when the service runs again, until the next one or its end', () => {
  const failure = followFailure(undefined, RUNNING, CRASHED, false, AT);
  assert.deepEqual(failure, {
    ...{ kind: 'ended', number: 1, at: AT },
    ...{ win32ExitCode: 1067, serviceSpecificExitCode: undefined },
  });
  assert.equal(followFailure(failure, CRASHED, REPLACED, false, 6_000), failure);
  assert.equal(followFailure(failure, REPLACED, STOPPED, true, 7_000), failure);
  assert.deepEqual(followFailure(failure, REPLACED, RUNNING, false, 8_000), {
    ...{ kind: 'replaced', number: 2, at: 8_000 },
  });
  assert.equal(followFailure(failure, RUNNING, { kind: 'absent' }, false, 9_000), undefined);
});
