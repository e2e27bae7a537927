import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { SERVICE_STATES, type ServiceStatus } from '../../common/service-status.ts';
import { wineDifferences } from '../../native-bridge/wine-differences.ts';

const someStatus: fc.Arbitrary<ServiceStatus> = fc.record({
  state: fc.constantFrom(...SERVICE_STATES),
  acceptedControls: fc.constantFrom([], ['stop' as const]),
  win32ExitCode: fc.constantFrom(0, 5, 1067),
  serviceSpecificExitCode: fc.constantFrom(undefined, 1),
  checkPoint: fc.nat({ max: 3 }),
  waitHintMs: fc.constantFrom(0, 3_000),
  processId: fc.constantFrom(undefined, 4, 4242),
});

describe('on Windows', () => {
  const differences = wineDifferences(false, () => assert.fail('nobody asks for a process'));

  it('a status is what the SCM says, whatever became of the process', () => {
    fc.assert(
      fc.property(someStatus, (status) => {
        assert.equal(differences.asOnWindows(status), status);
      }),
    );
  });

  it('the machine’s classes are asked for', () => {
    assert.equal(differences.classTakesParameters, true);
  });

  it('only roots that are the machine’s count', () => {
    assert.deepEqual(differences.rootStores, ['Root']);
  });

  it('a call of the SCM waits for no other', () => {
    void differences.inTurnUnderWine(() => new Promise(() => undefined));
    assert.equal(
      differences.inTurnUnderWine(() => 7),
      7,
    );
  });
});

describe('under Wine', () => {
  it('a service whose process is gone is stopped with 1067, and no other', () => {
    const { asOnWindows } = wineDifferences(true, (processId) => processId === 4);
    fc.assert(
      fc.property(someStatus, (status) => {
        const shown = asOnWindows(status);
        if (status.processId !== 4242) assert.equal(shown, status);
        else
          assert.deepEqual([shown.state, shown.win32ExitCode, shown.processId], ['stopped', 1067, undefined]);
      }),
    );
  });

  it('a call of the SCM waits for those before it, also for one that fails', async () => {
    const { inTurnUnderWine } = wineDifferences(true, () => true);
    const order: string[] = [];
    const failing = Promise.resolve(
      inTurnUnderWine(async () => {
        await new Promise((resolve) => setImmediate(resolve));
        order.push('first');
        throw new Error('refused');
      }),
    );
    const second = inTurnUnderWine(() => order.push('second'));
    await assert.rejects(failing, /refused/);
    await second;
    assert.deepEqual(order, ['first', 'second']);
  });
});
