import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { SERVICE_SID } from '../../engine/registration/wanted.ts';
import { isInOwnToken } from '../../native-bridge/win32/token.ts';

describe('the token of this process', () => {
  test('contains Everyone and Users', () => {
    for (const sid of ['S-1-1-0', 'S-1-5-32-545']) assert.equal(isInOwnToken(sid), true, sid);
  });

  test('contains neither the service’s SID nor that of another user', () => {
    for (const sid of [SERVICE_SID, 'S-1-5-21-1-2-3-1001']) assert.equal(isInOwnToken(sid), false, sid);
  });

  test('is not asked for an invalid SID (1337)', () => {
    assert.throws(() => isInOwnToken('Everyone'), { code: 1337 });
  });
});
