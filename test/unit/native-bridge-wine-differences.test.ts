import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { SERVICE_STATES, type ServiceStatus } from '../../common/service-status.ts';
import { wineDifferences } from '../../native-bridge/wine-differences.ts';
import { STOPPED } from './example-view.ts';

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

  it('a status is what the SCM says, whatever happened to the process', () => {
    return fc.assert(
      fc.asyncProperty(someStatus, async (status) => {
        const services = [{ status }];
        assert.equal(await differences.asOnWindows(() => Promise.resolve(services)), services);
      }),
    );
  });

  it('the machine’s classes are asked for', () => {
    assert.equal(differences.classTakesParameters, true);
  });

  it('only roots that are the machine’s count', () => {
    assert.deepEqual(differences.rootStores, ['Root']);
  });

  it('a process may be one without which the computer stops', () => {
    assert.equal(differences.hasCriticalProcesses, true);
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
    return fc.assert(
      fc.asyncProperty(someStatus, async (status) => {
        const [{ status: shown }] = await asOnWindows(() => Promise.resolve([{ status }] as const));
        if (status.processId !== 4242) assert.equal(shown, status);
        else
          assert.deepEqual([shown.state, shown.win32ExitCode, shown.processId], ['stopped', 1067, undefined]);
      }),
    );
  });

  it('a process that has ended since the SCM was asked may have said why, and only one that has not counts as killed', async () => {
    const { asOnWindows } = wineDifferences(true, (processId) => processId === 4);
    const starting = { ...STOPPED, state: 'start-pending', processId: 4242 } as const;
    const answers = [
      [{ status: starting }, { status: { ...starting, processId: 4243 } }],
      [
        { status: { ...STOPPED, win32ExitCode: 1066, serviceSpecificExitCode: 42 } },
        { status: { ...starting, processId: 4243 } },
      ],
    ];
    const shown = await asOnWindows(() => Promise.resolve(answers.shift() ?? assert.fail()));
    assert.deepEqual(
      shown.map(({ status }) => [status.state, status.win32ExitCode]),
      [
        ['stopped', 1066],
        ['stopped', 1067],
      ],
    );
  });

  it('an SCM call waits for earlier ones, even for one that fails', async () => {
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
