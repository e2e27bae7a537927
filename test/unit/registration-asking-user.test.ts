import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ERROR_NONE_MAPPED } from '../../common/win32-codes.ts';
import { Win32Error } from '../../common/win32-error.ts';
import { askingUser } from '../../native-bridge/asking-user.ts';
import { usersInControl } from '../../engine/registration/access-list.ts';
import { registerService } from '../../engine/registration/register.ts';
import { StepError } from '../../engine/registration/transaction.ts';
import { allowUserControl } from '../../engine/registration/prompt-free-control.ts';
import { INTERACTIVE_USER } from '../../native-bridge/simulated/calls.ts';
import { Computer, computerWithSigma, DELAYED_WITH_USER_CONTROL } from './registration-subject.ts';

const OWN = { startedAt: 200n, sessionId: 1 };
const ANN = 'S-1-5-21-1-2-3-1001';
const PARENT = { startedAt: 100n, sessionId: 1, userSid: ANN };

describe('who asked for an elevated process', () => {
  for (const [situation, parent, expected] of [
    ['is the user whose process started it', PARENT, ANN],
    ['is told also of one that started in the same moment', { ...PARENT, startedAt: 200n }, ANN],
    ['is not known once that has ended', undefined, undefined],
    ['is no process that got its number later', { ...PARENT, startedAt: 201n }, undefined],
    ['is nobody in another session', { ...PARENT, sessionId: 2 }, undefined],
    ['is no service: SYSTEM', { ...PARENT, userSid: 'S-1-5-18' }, undefined],
    ['is no service: LocalService', { ...PARENT, userSid: 'S-1-5-19' }, undefined],
    ['is no service: NetworkService', { ...PARENT, userSid: 'S-1-5-20' }, undefined],
  ] as const) {
    it(situation, () => {
      assert.equal(askingUser(OWN, parent), expected);
    });
  }
});

describe('control without a prompt', () => {
  it('is granted to the user who makes the request', async () => {
    using computer = await computerWithSigma();
    await allowUserControl(computer.context());
    assert.deepEqual(usersInControl(computer.service.accessList), [INTERACTIVE_USER]);
  });

  it('is granted to nobody if the system does not identify the requesting user (1332)', async () => {
    using computer = await computerWithSigma();
    tellNobody(computer);
    await assert.rejects(allowUserControl(computer.context()), (error) => {
      assert.ok(error instanceof StepError, String(error));
      assert.equal(error.code, ERROR_NONE_MAPPED);
      return true;
    });
    assert.deepEqual(usersInControl(computer.service.accessList), []);
  });

  it('does not prevent the registration if the system does not identify the requesting user', async () => {
    using computer = new Computer();
    tellNobody(computer);
    const lines: string[] = [];
    await registerService(DELAYED_WITH_USER_CONTROL, {
      ...computer.context(),
      report: (line) => lines.push(line),
    });
    assert.deepEqual(usersInControl(computer.service.accessList), []);
    assert.ok(
      lines.includes(
        'warning: the access list of the service: the system did not identify the user who made the request',
      ),
      lines.join('\n'),
    );
  });
});

function tellNobody(computer: Computer): void {
  computer.askingUser = () => Promise.reject(new Win32Error('OpenProcessToken', ERROR_NONE_MAPPED));
}
