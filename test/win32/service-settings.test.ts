import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { addressOf } from '../../native-bridge/win32/native.ts';
import { decodeSetting } from '../../native-bridge/win32/service-setting-levels.ts';

/** winsvc/ns-winsvc-service_failure_actionsw and ns-winsvc-sc_action, in 64 bits. */
const FAILURE_ACTIONS_BYTES = 40;
const ACTION_BYTES = 8;

describe('what the SCM says of a service', () => {
  test('may be of a later Windows: its failure actions are read, and known by their numbers', () => {
    const actions: readonly [number, number][] = [
      [1, 3_000],
      [4, 0],
      [5, 1_000],
    ];
    const list = Buffer.alloc(actions.length * ACTION_BYTES);
    for (const [index, [type, delayMs]] of actions.entries()) {
      list.writeInt32LE(type, index * ACTION_BYTES);
      list.writeUInt32LE(delayMs, index * ACTION_BYTES + 4);
    }
    const buffer = Buffer.alloc(FAILURE_ACTIONS_BYTES);
    buffer.writeUInt32LE(60, 0);
    buffer.writeUInt32LE(actions.length, 24);
    buffer.writeBigInt64LE(BigInt(addressOf(list)), 32);
    assert.deepEqual(decodeSetting('failureActions', buffer), {
      resetPeriodMs: 60_000,
      actions: [
        { type: 'restart', delayMs: 3_000 },
        { type: 'own-restart', delayMs: 0 },
        { type: 5, delayMs: 1_000 },
      ],
    });
  });

  test('may be of a later Windows: its SID type is read', () => {
    assert.equal(decodeSetting('sidType', Buffer.from([3, 0, 0, 0])), 'restricted');
    assert.equal(decodeSetting('sidType', Buffer.from([2, 0, 0, 0])), 2);
  });
});
