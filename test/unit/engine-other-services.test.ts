import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import type { Outcome } from '../../common/ipc.ts';
import type { Job } from '../../common/operations.ts';
import type { Confirmation } from '../../engine/jobs/elevate.ts';
import { createSimulatedBridge, type SimulatedBridge } from '../../engine/simulation/simulated-bridge.ts';
import type { Monitor } from '../../engine/monitor.ts';
import { timeUntil, watchedMonitor } from './engine-subject.ts';
import { ManualClock } from './manual-clock.ts';

describe('a service that is not Sigma’s', () => {
  let clock: ManualClock;
  let bridge: SimulatedBridge;
  let monitor: Monitor;
  let confirmations: Confirmation[];
  /** What the helper was asked for. */
  let requests: unknown[];

  afterEach(async () => {
    await monitor[Symbol.asyncDispose]();
    await bridge[Symbol.asyncDispose]();
  });

  function begin({ needsElevation = true, agrees = true } = {}): void {
    clock = new ManualClock();
    confirmations = [];
    requests = [];
    bridge = createSimulatedBridge({ clock, neighboursSeed: 1, elevationNeeded: needsElevation });
    const { elevation } = bridge;
    const seen: SimulatedBridge = {
      ...bridge,
      elevation: {
        startInstaller: () => Promise.reject(new Error('nothing is installed')),
        runElevated(helper, request, timeoutMs, owner) {
          requests.push(request);
          return elevation.runElevated(helper, request, timeoutMs, owner);
        },
      },
    };
    const confirm = (confirmation: Confirmation): Promise<boolean> => {
      confirmations.push(confirmation);
      return Promise.resolve(agrees);
    };
    ({ monitor } = watchedMonitor(seen, clock, undefined, confirm));
  }

  function perform(job: Job): Promise<Outcome> {
    return timeUntil(clock, monitor.perform(job));
  }

  async function statusOf(name: string) {
    using manager = await bridge.serviceManager.localComputer(['connect']);
    using service = await manager.openService(name, ['query-status']);
    return await service.queryStatus();
  }

  it('is stopped by the helper once the user has confirmed which one', async () => {
    begin();
    assert.deepEqual(await perform({ task: 'stop', service: 'themes' }), { kind: 'done', elevated: true });
    assert.equal((await statusOf('Themes')).state, 'stopped');
    assert.deepEqual(
      confirmations.map(({ task, service, isElevated }) => [task, service.displayName, isElevated]),
      [['stop', 'Themes', true]],
    );
    assert.deepEqual(requests, [{ verb: '/stop', service: 'Themes' }]);
  });

  it('keeps running if the user does not confirm, and Windows does not prompt', async () => {
    begin({ agrees: false });
    assert.deepEqual(await perform({ task: 'stop', service: 'Themes' }), { kind: 'cancelled' });
    assert.equal((await statusOf('Themes')).state, 'running');
    assert.deepEqual(requests, []);
  });

  it('is started and resumed without a dialog of Sigma’s', async () => {
    begin();
    assert.equal((await perform({ task: 'start', service: 'Spooler' })).kind, 'done');
    assert.equal((await statusOf('Spooler')).state, 'running');
    assert.deepEqual([confirmations.length, requests.length], [0, 1]);
  });

  it('needs neither dialog nor prompt where the user has the right already', async () => {
    begin({ needsElevation: false });
    assert.deepEqual(await perform({ task: 'restart', service: 'Themes' }), { kind: 'done' });
    assert.deepEqual([confirmations.length, requests.length], [0, 0]);
  });

  for (const needsElevation of [true, false]) {
    it(`is stopped after those that depend on it, which the dialog names (elevated: ${String(needsElevation)})`, async () => {
      begin({ needsElevation });
      assert.equal((await perform({ task: 'stop', service: 'HumongousCache' })).kind, 'done');
      assert.deepEqual(
        confirmations.map(({ dependents }) => dependents.map(({ name }) => name)),
        [['HumongousCluster']],
      );
      assert.equal((await statusOf('HumongousCluster')).state, 'stopped');
      assert.equal(requests.length, needsElevation ? 1 : 0);
    });
  }

  it('changes its startup type', async () => {
    begin();
    const job = { task: 'set-startup-type', service: 'Themes', startupType: 'disabled' } as const;
    assert.deepEqual(await perform(job), { kind: 'done', elevated: true });
    using manager = await bridge.serviceManager.localComputer(['connect']);
    using service = await manager.openService('Themes', ['query-config']);
    assert.equal((await service.queryConfiguration()).startType, 'disabled');
    assert.deepEqual(
      confirmations.map(({ startupType }) => startupType),
      ['disabled'],
    );
  });

  it('loses its process if it is stuck stopping', async () => {
    begin();
    assert.deepEqual(await perform({ task: 'end-process', service: 'ContosoBackup' }), {
      kind: 'done',
      elevated: true,
    });
    const { state, win32ExitCode } = await statusOf('ContosoBackup');
    assert.deepEqual([state, win32ExitCode], ['stopped', 1067]);
    assert.deepEqual(
      confirmations.map(({ task }) => task),
      ['end-process'],
    );
  });

  const REFUSED: readonly (readonly [Job, code: number, surprise: string | undefined])[] = [
    [{ task: 'end-process', service: 'Themes' }, 5023, 'not-stuck'],
    [{ task: 'end-process', service: 'SigmaSrv' }, 50, 'own'],
    [{ task: 'stop', service: 'Nobody' }, 1060, undefined],
    [{ task: 'stop', service: 'Print Spooler' }, 1060, undefined],
    [{ task: 'stop', service: 'Tcpip' }, 1060, undefined],
  ];
  for (const [job, code, surprise] of REFUSED) {
    it(`is refused without a dialog: ${JSON.stringify(job)} (${String(code)})`, async () => {
      begin();
      const outcome = await perform(job);
      assert.ok(outcome.kind === 'failed');
      assert.deepEqual([outcome.error.code, outcome.error.surprise], [code, surprise]);
      assert.deepEqual([confirmations.length, requests.length], [0, 0]);
    });
  }

  it('says why Windows could not start it', async () => {
    begin();
    const outcome = await perform({ task: 'start', service: 'AdatumPrint' });
    assert.ok(outcome.kind === 'failed');
    assert.equal(outcome.error.code, 1068);
  });
});
