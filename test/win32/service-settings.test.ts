import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { addressOf } from '../../native-bridge/win32/native.ts';
import { decodeSetting } from '../../native-bridge/win32/service-setting-levels.ts';

/** The size of SERVICE_FAILURE_ACTIONSW in 64 bits: winsvc/ns-winsvc-service_failure_actionsw. */
const FAILURE_ACTIONS_BYTES = 40;
/** The size of SC_ACTION in 64 bits: winsvc/ns-winsvc-sc_action. */
const ACTION_BYTES = 8;

describe('what the SCM says about a service', () => {
  test('may come from a later Windows: unknown failure actions are read as numbers', () => {
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

  test('may come from a later Windows: an unknown SID type is read as a number', () => {
    assert.equal(decodeSetting('sidType', Buffer.from([3, 0, 0, 0])), 'restricted');
    assert.equal(decodeSetting('sidType', Buffer.from([2, 0, 0, 0])), 2);
  });
});
