import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { OWN_SERVICE, type ServiceProfile } from '../../common/service-profile.ts';
import { Win32Error } from '../../common/win32-error.ts';
import { endProcess } from '../../engine/jobs/end-process.ts';
import { INSTALLED_EXECUTABLE, sigmaPrograms } from '../../engine/simulation/sigma-programs.ts';
import type { SystemBridge } from '../../native-bridge/bridge.ts';
import type { Caller } from '../../native-bridge/simulated/calls.ts';
import type { ServiceRecord } from '../../native-bridge/simulated/scm.ts';
import { SimulatedComputer } from '../../native-bridge/simulated/simulated-computer.ts';
import { timeUntil } from './engine-subject.ts';
import { ManualClock } from './manual-clock.ts';

const OTHER: ServiceProfile = { name: 'Other', displayName: 'Other Service', isOwn: false, owesPosts: false };

interface Circumstances {
  /** The time from one check point to the next, in milliseconds; undefined if the next one never comes. */
  readonly checkPointIntervalMs?: number;
  readonly isStopping?: boolean;
  readonly caller?: Caller;
  readonly service?: ServiceProfile;
  /** What differs from the simulated computer. */
  readonly change?: (bridge: SystemBridge, computer: SimulatedComputer) => Partial<SystemBridge>;
  /** What happens once the service was asked to stop. */
  readonly then?: (record: ServiceRecord, clock: ManualClock) => void;
}

/** @returns what became of it: what was said, and the service's status afterwards */
async function ending({
  checkPointIntervalMs,
  isStopping = true,
  caller = 'administrator',
  service = OTHER,
  change = () => ({}),
  then = () => undefined,
}: Circumstances) {
  const clock = new ManualClock();
  const programs = sigmaPrograms({ checkPointIntervalMs, postIntervalMs: () => 1_000, post: () => 0 });
  await using computer = new SimulatedComputer(clock, programs);
  const { name, displayName } = service;
  const record = computer.scm.create({
    ...{ name, displayName, executable: INSTALLED_EXECUTABLE, startType: 'demand', account: undefined },
  });
  computer.scm.startEarlier(record);
  if (isStopping) computer.scm.control(record, 'stop');
  then(record, clock);
  const seen = computer.seenBy(caller);
  const bridge = {
    ...seen,
    inspection: { ...seen.inspection, elevation: () => (caller === 'user' ? 'administrator' : 'elevated') },
    ...change(seen, computer),
  };
  const answer = await timeUntil(
    clock,
    endProcess({ service, bridge, clock }).catch((error: unknown) => {
      assert.ok(error instanceof Win32Error);
      return { code: error.code, surprise: error.circumstances.surprise };
    }),
  );
  return { answer, status: record.status };
}

describe('ending the process of a service', () => {
  it('ends one that is stuck stopping, which Windows reports as aborted (1067)', async () => {
    const { answer, status } = await ending({});
    assert.equal(answer, 'The process 4004 of Other Service was ended; the service is stopped');
    assert.deepEqual([status.state, status.win32ExitCode], ['stopped', 1067]);
  });

  const REFUSED: Readonly<
    Record<string, readonly [Circumstances, code: number, surprise: string | undefined]>
  > = {
    'one that runs': [{ isStopping: false }, 5023, 'not-stuck'],
    'one that keeps running after all': [
      {
        then: (record, clock) =>
          clock.setTimeout(() => {
            record.status = { ...record.status, state: 'running' };
          }, 500),
      },
      5023,
      'not-stuck',
    ],
    'one whose check points never end': [
      {
        then(record, clock) {
          const pass = (): void => {
            if (record.status.state !== 'stop-pending') return;
            record.status = { ...record.status, checkPoint: record.status.checkPoint + 1 };
            clock.setTimeout(pass, 1_000);
          };
          pass();
        },
      },
      5023,
      'not-stuck',
    ],
    'a process that is gone': [
      {
        change: () => ({
          openProcess() {
            throw new Win32Error('OpenProcess', 87);
          },
        }),
      },
      5023,
      'changed-meanwhile',
    ],
    'a process that another service has entered meanwhile': [
      {
        change: (bridge, { scm }) => ({
          async listProcesses() {
            const processes = await bridge.listProcesses();
            const mate = scm.create({
              ...{ name: 'Mate', displayName: 'Mate', executable: INSTALLED_EXECUTABLE },
              ...{ startType: 'demand', account: undefined },
            });
            scm.find('Other').processGroup = mate.processGroup = 'both';
            scm.startEarlier(mate);
            return processes;
          },
        }),
      },
      50,
      'shared',
    ],
    'one that stops slowly': [{ checkPointIntervalMs: 1_500 }, 1062, undefined],
    "Sigma's own service": [{ service: OWN_SERVICE }, 50, 'own'],
    'a user without administrator rights': [{ caller: 'user' }, 5, undefined],
    'a process that Windows protects': [
      {
        change: () => ({
          openProcess() {
            throw new Win32Error('OpenProcess', 5);
          },
        }),
      },
      5,
      'protected',
    ],
    'a process without which Windows stops': [
      {
        change: (bridge) => ({
          openProcess: (processId) => {
            const opened = bridge.openProcess(processId);
            return { ...opened, isCritical: true, [Symbol.dispose]: () => undefined };
          },
        }),
      },
      50,
      'critical',
    ],
    'a process that got the id of the one that was listed': [
      {
        change: (bridge) => ({
          listProcesses: async () =>
            (await bridge.listProcesses()).map((one) => ({ ...one, startedAt: one.startedAt - 1 })),
        }),
      },
      5023,
      'changed-meanwhile',
    ],
    'a process that other services share': [
      {
        change: (bridge) => ({
          serviceManager: {
            async localComputer(access) {
              const manager = await bridge.serviceManager.localComputer(access);
              const enumerate = manager.enumerateServices.bind(manager);
              manager.enumerateServices = async () =>
                (await enumerate()).flatMap((entry) => [entry, { ...entry, name: 'Neighbour' }]);
              return manager;
            },
          },
        }),
      },
      50,
      'shared',
    ],
  };

  for (const [what, [circumstances, code, surprise]] of Object.entries(REFUSED)) {
    it(`refuses ${what} (${String(code)})`, async () => {
      const { answer, status } = await ending(circumstances);
      assert.deepEqual(answer, { code, surprise });
      assert.notEqual(status.win32ExitCode, 1067);
    });
  }

  it('waits as long as the service has asked for, up to two minutes', async () => {
    const { answer } = await ending({
      then(record) {
        record.status = { ...record.status, waitHintMs: 110_000 };
      },
    });
    assert.match(JSON.stringify(answer), /was ended/);
  });

  it('says if Windows has started the service again', async () => {
    const { answer } = await ending({
      change: (bridge, { scm }) => ({
        openProcess(processId) {
          const opened = bridge.openProcess(processId);
          return {
            ...opened,
            end(code) {
              opened.end(code);
              scm.startEarlier(scm.find('Other'));
            },
            [Symbol.dispose]: () => undefined,
          };
        },
      }),
    });
    assert.equal(
      answer,
      'The process 4004 of Other Service was ended; Windows has started the service again',
    );
  });
});
