import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import type { Outcome } from '../../common/ipc.ts';
import type { Job } from '../../common/operations.ts';
import { Win32Error } from '../../common/win32-error.ts';
import type { Confirmation } from '../../engine/jobs/elevate.ts';
import { createSimulatedBridge, type SimulatedBridge } from '../../engine/simulation/simulated-bridge.ts';
import type { Monitor } from '../../engine/monitor.ts';
import { timeUntil, watchedMonitor } from './engine-subject.ts';
import { ManualClock } from './manual-clock.ts';

/** When the user comes back, while the dialog might still be open, in milliseconds. */
const LATER_MS = 60_000;

describe('a service that is not Sigma’s', () => {
  let clock: ManualClock;
  let bridge: SimulatedBridge;
  let monitor: Monitor;
  let subject: ReturnType<typeof watchedMonitor>;
  let confirmations: Confirmation[];
  /** What the helper was asked for. */
  let requests: unknown[];

  afterEach(async () => {
    await monitor[Symbol.asyncDispose]();
    await bridge[Symbol.asyncDispose]();
  });

  interface Circumstances {
    readonly needsElevation?: boolean;
    readonly answer?: (signal: AbortSignal) => Promise<boolean>;
    /** What the helper answers instead of doing anything. */
    readonly helper?: () => Promise<number>;
    readonly change?: (bridge: SimulatedBridge) => Partial<SimulatedBridge>;
  }

  function begin({
    needsElevation = true,
    answer = () => Promise.resolve(true),
    helper: instead,
    change = () => ({}),
  }: Circumstances = {}): void {
    clock = new ManualClock();
    confirmations = [];
    requests = [];
    bridge = createSimulatedBridge({ clock, neighboursSeed: 1, elevationNeeded: needsElevation });
    const { elevation } = bridge;
    const seen: SimulatedBridge = {
      ...bridge,
      ...change(bridge),
      elevation: {
        startInstaller: () => Promise.reject(new Error('nothing is installed')),
        runElevated(helper, request, timeoutMs, owner) {
          requests.push(request);
          return instead?.() ?? elevation.runElevated(helper, request, timeoutMs, owner);
        },
      },
    };
    const confirm = (confirmation: Confirmation, signal: AbortSignal): Promise<boolean> => {
      confirmations.push(confirmation);
      return answer(signal);
    };
    subject = watchedMonitor(seen, clock, undefined, confirm);
    ({ monitor } = subject);
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
      confirmations.map(({ change, service, isElevated }) => [change.task, service.displayName, isElevated]),
      [['stop', 'Themes', true]],
    );
    assert.deepEqual(requests, [{ verb: '/stop', service: 'Themes' }]);
  });

  it('keeps running if the user does not confirm, and Windows does not prompt', async () => {
    begin({ answer: () => Promise.resolve(false) });
    assert.deepEqual(await perform({ task: 'stop', service: 'Themes' }), { kind: 'cancelled' });
    assert.equal((await statusOf('Themes')).state, 'running');
    assert.deepEqual(requests, []);
  });

  /** Answers as the user does who comes back later, whether the dialog is still there or not. */
  function later(): Promise<boolean> {
    return new Promise((resolve) => {
      clock.setTimeout(() => {
        resolve(true);
      }, LATER_MS);
    });
  }

  it('is not touched any more once the user has stopped waiting, whatever the dialog comes to', async () => {
    let question: AbortSignal | undefined;
    begin({
      answer(signal) {
        question = signal;
        return later();
      },
    });
    const outcome = monitor.perform({ task: 'stop', service: 'Themes' });
    await clock.advance(1_000);
    monitor.leave();
    assert.equal((await outcome).kind, 'left');
    assert.ok(question?.aborted, 'the dialog is closed');
    await clock.advance(LATER_MS);
    assert.deepEqual(requests, []);
    assert.equal((await statusOf('Themes')).state, 'running');
  });

  it('is not touched if nobody answers for two minutes', async () => {
    begin({
      answer: (signal) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => {
            resolve(false);
          });
        }),
    });
    const before = clock.now();
    assert.deepEqual(await perform({ task: 'stop', service: 'Themes' }), { kind: 'cancelled' });
    assert.ok(clock.now() - before < 130_000);
    assert.deepEqual(requests, []);
  });

  it('is not touched after Sigma has ended', async () => {
    begin({ answer: later });
    void monitor.perform({ task: 'stop', service: 'Themes' });
    await clock.advance(1_000);
    await monitor[Symbol.asyncDispose]();
    await clock.advance(LATER_MS);
    assert.deepEqual(requests, []);
  });

  it('is confirmed even without a prompt if Sigma itself runs as administrator', async () => {
    begin({ needsElevation: false, answer: () => Promise.resolve(false) });
    bridge.inspection.elevationType = 'elevated';
    assert.equal((await perform({ task: 'stop', service: 'Themes' })).kind, 'cancelled');
    const job = { task: 'set-startup-type', service: 'Themes', startupType: 'disabled' } as const;
    assert.equal((await perform(job)).kind, 'cancelled');
    assert.deepEqual(
      confirmations.map(({ isElevated }) => isElevated),
      [false, false],
    );
  });

  it('is confirmed only once with those that depend on it if Sigma runs as administrator', async () => {
    begin({ needsElevation: false });
    bridge.inspection.elevationType = 'elevated';
    assert.equal((await perform({ task: 'stop', service: 'HumongousCache' })).kind, 'done');
    assert.equal(confirmations.length, 1);
    assert.equal((await statusOf('HumongousCluster')).state, 'stopped');
  });

  it('is restarted in a process that it shares', async () => {
    begin();
    const { processId } = await statusOf('KeyIso');
    assert.equal((await perform({ task: 'restart', service: 'KeyIso' })).kind, 'done');
    assert.equal((await statusOf('KeyIso')).processId, processId);
  });

  it('keeps the window busy, so that nothing else is begun', async () => {
    begin({ answer: later });
    const outcome = monitor.perform({ task: 'stop', service: 'Themes' });
    await clock.advance(1_000);
    assert.equal(subject.shown().busy, 'stop');
    monitor.leave();
    await outcome;
  });

  it('is stopped although this user may see neither its state nor what depends on it', async () => {
    begin({ change: (simulated) => ({ serviceManager: hiding('Themes', simulated) }) });
    assert.deepEqual(await perform({ task: 'stop', service: 'Themes' }), { kind: 'done', elevated: true });
    assert.equal((await statusOf('Themes')).state, 'stopped');
    assert.deepEqual(
      confirmations.map(({ dependents }) => dependents),
      [undefined],
    );
    const job = { task: 'set-startup-type', service: 'Themes', startupType: 'disabled' } as const;
    assert.equal((await perform(job)).kind, 'done');
  });

  /** Everything about the service is denied to this user. */
  function hiding(hidden: string, { serviceManager }: SimulatedBridge): SimulatedBridge['serviceManager'] {
    return {
      async localComputer(access) {
        const manager = await serviceManager.localComputer(access);
        const [enumerate, open] = [
          manager.enumerateServices.bind(manager),
          manager.openService.bind(manager),
        ];
        manager.enumerateServices = async () => (await enumerate()).filter(({ name }) => name !== hidden);
        manager.openService = (name, rights) =>
          name === hidden ? Promise.reject(new Win32Error('OpenServiceW', 5)) : open(name, rights);
        return manager;
      },
    };
  }

  it('is stopped by the helper if the user may not stop those that depend on it', async () => {
    begin({
      needsElevation: false,
      change: (simulated) => ({
        serviceManager: {
          async localComputer(access) {
            const manager = await simulated.serviceManager.localComputer(access);
            const open = manager.openService.bind(manager);
            manager.openService = (name, rights) =>
              name === 'HumongousCluster' && rights.includes('stop')
                ? Promise.reject(new Win32Error('OpenServiceW', 5))
                : open(name, rights);
            return manager;
          },
        },
      }),
    });
    assert.equal((await perform({ task: 'stop', service: 'HumongousCache' })).kind, 'done');
    assert.equal(requests.length, 1);
    assert.equal((await statusOf('HumongousCluster')).state, 'stopped');
  });

  for (const [what, helper, code, surprise] of [
    ['the helper', () => Promise.resolve(5), 5, 'protected'],
    [
      'Windows, which does not run the helper',
      () => Promise.reject(new Win32Error('ShellExecuteExW', 5)),
      5,
      undefined,
    ],
    ['the helper, because it moves on', () => Promise.resolve(5023), 5023, 'not-stuck'],
  ] as const) {
    it(`keeps its process if that is refused by ${what}`, async () => {
      begin({ helper });
      const outcome = await perform({ task: 'end-process', service: 'ContosoBackup' });
      assert.ok(outcome.kind === 'failed');
      assert.deepEqual([outcome.error.code, outcome.error.surprise], [code, surprise]);
    });
  }

  it('has not lost its process only because the SCM does not answer', async () => {
    let isSilent = false;
    begin({
      helper() {
        isSilent = true;
        return Promise.resolve(5);
      },
      change: (simulated) => ({
        serviceManager: {
          async localComputer(access) {
            const manager = await simulated.serviceManager.localComputer(access);
            const enumerate = manager.enumerateServices.bind(manager);
            manager.enumerateServices = () =>
              isSilent ? Promise.reject(new Win32Error('EnumServicesStatusExW', 1722)) : enumerate();
            return manager;
          },
        },
      }),
    });
    assert.equal((await perform({ task: 'end-process', service: 'ContosoBackup' })).kind, 'failed');
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
        confirmations.map(({ dependents }) => dependents?.map(({ name }) => name)),
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
      confirmations.map(({ change }) => change),
      [{ task: 'set-startup-type', startupType: 'disabled' }],
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
      confirmations.map(({ change }) => change.task),
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
