import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ERROR_NONE_MAPPED } from '../../common/win32-codes.ts';
import { askingUserSid } from '../../native-bridge/win32/asking-user.ts';
import { userInText } from '../../native-bridge/win32/security-descriptor.ts';
import { currentUserSid } from '../../native-bridge/win32/token.ts';
import { SIGMA_SRV } from './places.ts';
import { startProgram } from './programs.ts';
import { sigmaSrv } from './sigma-srv.ts';

describe('who asks SigmaSrv for control without a prompt', () => {
  before(() => sigmaSrv('/register'));
  after(() => sigmaSrv('/unregister'));

  test('is the user whose process started it', async () => {
    const { output } = await sigmaSrv('/allow-user-control');
    const user = userInText(currentUserSid());
    assert.ok(
      output.includes(`${user} may start, stop, pause and query the service, but nothing else`),
      output,
    );
  });

  test('is unknown for a process whose parent has ended (1332)', async () => {
    await using parent = startProgram(SIGMA_SRV, ['/version']);
    await parent.ended;
    assert.throws(() => askingUserSid(parent.processId), { code: ERROR_NONE_MAPPED });
  });

  test('is unknown for a process older than the one that has its parent’s number (1332)', async () => {
    await using younger = startProgram(SIGMA_SRV, ['/console']);
    assert.throws(() => askingUserSid(younger.processId), { code: ERROR_NONE_MAPPED });
  });
});
