import { elevate, type OperationTools } from '../../engine/jobs/elevate.ts';
import assert from 'node:assert/strict';
import { OWN_SERVICE } from '../../common/service-profile.ts';
import { test } from 'node:test';
import { promptOwner } from '../../electron/prompt-owner.ts';
import { HELPER, memoryLog } from './engine-subject.ts';

function windowWith(state: {
  readonly handle: bigint;
  readonly isVisible?: boolean;
  readonly isDestroyed?: boolean;
}) {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64LE(state.handle);
  return {
    isDestroyed: () => state.isDestroyed ?? false,
    isVisible: () => state.isVisible ?? true,
    getNativeWindowHandle: () => bytes,
  };
}

test('an administrator prompt belongs to the window that is seen, and to none that is hidden or gone', () => {
  assert.equal(promptOwner(windowWith({ handle: 0x5_1098n })), 0x5_1098);
  assert.equal(promptOwner(windowWith({ handle: -0x7fff_ff00n })), -0x7fff_ff00);
  assert.equal(promptOwner(windowWith({ handle: 0x5_1098n, isVisible: false })), 0);
  assert.equal(promptOwner(windowWith({ handle: 0x5_1098n, isDestroyed: true })), 0);
});

test('the prompt is asked for with the window as it is then', async () => {
  const owners: number[] = [];
  let owner = 0x10;
  const tools: Pick<
    OperationTools,
    'service' | 'elevation' | 'log' | 'helper' | 'onElevated' | 'promptOwner' | 'signal'
  > = {
    service: OWN_SERVICE,
    elevation: {
      runElevated: (_helper, _verb, _timeoutMs, ownerWindow) => {
        owners.push(ownerWindow);
        return Promise.resolve(0);
      },
      startInstaller: () => Promise.reject(new Error('Nothing is installed')),
    },
    log: memoryLog(),
    helper: HELPER,
    onElevated: () => undefined,
    promptOwner: () => owner,
    signal: new AbortController().signal,
  };
  await elevate({ verb: '/register' }, tools as OperationTools);
  owner = 0;
  await elevate({ verb: '/unregister' }, tools as OperationTools);
  assert.deepEqual(owners, [0x10, 0]);
});
