import { OWN_SERVICE } from '../../common/service-profile.ts';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import type { Job, Operation } from '../../common/operations.ts';
import type { ServiceState, ServiceStatus } from '../../common/service-status.ts';
import { Win32Error } from '../../common/win32-error.ts';
import { perform, type JobTools } from '../../engine/jobs/operations.ts';
import type { ServiceReading } from '../../engine/watch/service-reading.ts';
import { NO_WINDOW, type Service, type ServiceManager } from '../../native-bridge/bridge.ts';
import { withUserControl } from '../../engine/registration/access-list.ts';
import { ManualClock } from './manual-clock.ts';
import { HELPER, memoryLog, timeUntil } from './engine-subject.ts';

const ABSENT: ServiceReading = { kind: 'absent' };

function present(state: ServiceState, more: Partial<ServiceStatus> = {}): ServiceReading {
  const status = { state, acceptedControls: [], win32ExitCode: 0, serviceSpecificExitCode: undefined };
  return { kind: 'present', status: { ...status, checkPoint: 0, waitHintMs: 0, processId: 8, ...more } };
}

/** A system that misbehaves in a specific way. */
interface Script {
  /** The SCM's answer, given how long ago the operation began, in milliseconds. */
  readonly scm: (elapsedMs: number) => ServiceReading;
  /** How the elevated helper ends: its exit code, or the error of running it. */
  readonly helper?: number | Error;
  /** The result of each attempt to start or control the service; success when there are no more. */
  readonly attempts?: (Error | undefined)[];
  /** The error of opening the service for controlling it. */
  readonly opening?: Error;
  /** The access list and the registry value afterwards. */
  readonly accessList?: string;
  readonly registryValue?: number;
}

async function outcomeOf(task: Operation | Job, script: Script) {
  const { scm, helper = 0, attempts = [] } = script;
  const clock = new ManualClock();
  const beginning = clock.now();
  const read = (): ServiceReading => scm(clock.now() - beginning);
  const attempt = async (): Promise<void> => {
    await setImmediate();
    const error = attempts.shift();
    if (error !== undefined) throw error;
  };
  const service: Service = {
    async queryStatus() {
      await setImmediate();
      const reading = read();
      if (reading.kind === 'present') return reading.status;
      throw new Win32Error('QueryServiceStatusEx', 1060);
    },
    start: attempt,
    control: attempt,
    watchProcess: () => Promise.resolve(undefined),
    queryConfiguration: refuse,
    changeConfiguration: refuse,
    querySetting: refuse,
    changeSetting: refuse,
    queryDependents: () => Promise.resolve([]),
    queryAccessList: () => Promise.resolve(script.accessList ?? ''),
    changeAccessList: refuse,
    delete: refuse,
    [Symbol.dispose]: () => undefined,
  };
  const manager: ServiceManager = {
    openService: () =>
      script.opening === undefined ? Promise.resolve(service) : Promise.reject(script.opening),
    createService: refuse,
    findByDisplayName: refuse,
    enumerateServices: refuse,
    [Symbol.dispose]: () => undefined,
  };
  const tools: JobTools = {
    clock,
    log: memoryLog(),
    helper: HELPER,
    promptOwner: () => NO_WINDOW,
    signal: new AbortController().signal,
    confirm: () => Promise.reject(new Error('Nothing is to be confirmed')),
    inspection: { elevation: () => 'administrator' },
    subjectOf: () => Promise.resolve({ service: OWN_SERVICE, readService: () => Promise.resolve(read()) }),
    elevation: {
      runElevated: () => (helper instanceof Error ? Promise.reject(helper) : Promise.resolve(helper)),
      startInstaller: refuse,
    },
    managers: { localComputer: () => Promise.resolve(manager) },
    registry: { read: () => script.registryValue, write: refuse, deleteKey: refuse },
  };
  const outcome = await timeUntil(clock, perform(typeof task === 'string' ? { task } : task, tools));
  const seconds = Math.round((clock.now() - beginning) / 1000);
  const error = outcome.kind === 'failed' ? outcome.error : undefined;
  const { surprise, serviceSpecificExitCode } = error ?? {};
  return { result: error?.code ?? outcome.kind, surprise, serviceSpecificExitCode, seconds };
}

function refuse(): never {
  throw new Error('This is not part of the operation');
}

describe('an operation believes the SCM alone', () => {
  it('fails an installation that the helper praises and the SCM does not show', async () => {
    const { result, seconds } = await outcomeOf('install', { scm: () => ABSENT, helper: 0 });
    assert.equal(result, 1460);
    assert.equal(seconds, 10);
  });

  it('gives the helper’s exit code as the reason if the SCM has no service', async () => {
    const { result, seconds } = await outcomeOf('install', { scm: () => ABSENT, helper: 1078 });
    assert.equal(result, 1078);
    assert.ok(seconds <= 1);
  });

  it('accepts an installation that the helper says was already done', async () => {
    const { result } = await outcomeOf('install', { scm: () => present('stopped'), helper: 1073 });
    assert.equal(result, 'done');
  });

  it('does not take a service that is marked for deletion for an installed one', async () => {
    const { result } = await outcomeOf('install', { scm: () => present('stopped'), helper: 1072 });
    assert.equal(result, 1072);
  });

  it('accepts an installation that the helper did not finish in time', async () => {
    const helper = new Win32Error('WaitForSingleObject', 258);
    const { result } = await outcomeOf('install', { scm: () => present('stopped'), helper });
    assert.equal(result, 'done');
  });

  it('waits for a deleted service until the last handle is closed', async () => {
    const scm = (elapsed: number): ServiceReading => (elapsed < 20_000 ? present('stopped') : ABSENT);
    const { result, seconds } = await outcomeOf('uninstall', { scm, helper: 1072 });
    assert.equal(result, 'done');
    assert.ok(seconds >= 20 && seconds <= 21);
  });

  it('names the mark for deletion when another program keeps a handle open', async () => {
    const { result, seconds } = await outcomeOf('uninstall', { scm: () => present('stopped'), helper: 0 });
    assert.equal(result, 1072);
    assert.equal(seconds, 30);
  });

  it('takes a refused prompt for a decision', async () => {
    const helper = new Win32Error('ShellExecuteExW', 1223);
    const { result } = await outcomeOf('uninstall', { scm: () => present('running'), helper });
    assert.equal(result, 'cancelled');
  });

  it('does not throw if the helper’s thread dies', async () => {
    const { result } = await outcomeOf('install', { scm: () => ABSENT, helper: new Error('thread ended') });
    assert.equal(result, 1359);
  });
});

function initial(operation: Operation): ServiceReading {
  return present(operation === 'start' ? 'stopped' : 'running');
}

describe('controlling the service', () => {
  const DENIED = new Win32Error('OpenServiceW', 5);

  it('gives the exit code of a service that stops by itself while starting', async () => {
    const scm = (elapsed: number): ServiceReading =>
      elapsed < 500
        ? present('start-pending', { waitHintMs: 3000 })
        : present('stopped', { win32ExitCode: 1069 });
    assert.equal((await outcomeOf('start', { scm })).result, 1069);
  });

  it('waits as long as check points come within the wait hint', async () => {
    const scm = (elapsed: number): ServiceReading =>
      elapsed < 30_000
        ? present('start-pending', { waitHintMs: 3000, checkPoint: 1 + Math.floor(elapsed / 2500) })
        : present('running');
    assert.equal((await outcomeOf('start', { scm })).result, 'done');
  });

  it('calls one hung whose wait hint passes without a new check point', async () => {
    const scm = (): ServiceReading => present('start-pending', { waitHintMs: 3000, checkPoint: 1 });
    const { result, seconds } = await outcomeOf('start', { scm });
    assert.equal(result, 1053);
    assert.ok(seconds >= 3 && seconds <= 4);
  });

  it('does not wait forever, whatever the check points are', async () => {
    const scm = (elapsed: number): ServiceReading =>
      present('start-pending', { waitHintMs: 3000, checkPoint: elapsed });
    const { result, seconds } = await outcomeOf('start', { scm });
    assert.equal(result, 1460);
    assert.equal(seconds, 60);
  });

  it('asks again if the service was changing state', async () => {
    const busy = new Win32Error('ControlService', 1061);
    const atOnce = (): ServiceReading => present('paused');
    assert.equal((await outcomeOf('stop', { scm: atOnce, attempts: [busy, busy] })).result, 1061);
    let asked = 0;
    const scm = (): ServiceReading => present((asked += 1) > 2 ? 'stopped' : 'running');
    assert.equal((await outcomeOf('stop', { scm, attempts: [busy, undefined] })).result, 'done');
  });

  it('has the service’s own code if it fails with one', async () => {
    const scm = (): ServiceReading =>
      present('stopped', { win32ExitCode: 1066, serviceSpecificExitCode: 42 });
    const { result, serviceSpecificExitCode } = await outcomeOf('start', { scm });
    assert.deepEqual([result, serviceSpecificExitCode], [1066, 42]);
  });

  const STARTING = present('start-pending', { waitHintMs: 3000 });
  const STOPPING = present('stop-pending', { waitHintMs: 3000 });
  const surprises = [
    [
      'one that ends at once',
      'start',
      (ms) => (ms < 500 ? STARTING : present('stopped')),
      1062,
      'ended-at-once',
      1,
    ],
    ['one that runs on', 'stop', () => present('running'), 1052, 'runs-on', 4],
    ['one that is not paused', 'pause', () => present('running'), 1052, 'runs-on', 4],
    [
      'one that ends instead',
      'pause',
      (ms) => present(ms < 100 ? 'running' : 'stopped'),
      1062,
      'changed-meanwhile',
      1,
    ],
    [
      ...(['one that another program starts again', 'stop'] as const),
      (ms) => (ms < 1000 ? STOPPING : present('running', { processId: 9 })),
      ...([1056, 'changed-meanwhile', 2] as const),
    ],
    ['one that is stuck', 'stop', (ms) => (ms === 0 ? present('running') : STOPPING), 1053, 'stuck', 4],
  ] satisfies [string, Operation, Script['scm'], number, string, number][];
  for (const [what, operation, scm, code, surprise, longest] of surprises) {
    it(`says what became of ${what}, and soon`, async () => {
      let asked = 0;
      // The first readings come before anything was requested.
      const outcome = await outcomeOf(operation, {
        scm: (ms) => ((asked += 1) > 2 ? scm(ms) : initial(operation)),
      });
      assert.deepEqual([outcome.result, outcome.surprise], [code, surprise]);
      assert.ok(outcome.seconds <= longest, `${String(outcome.seconds)} s`);
    });
  }

  it('says the same if the helper did it, from its exit code and the SCM', async () => {
    const attempts = [DENIED];
    const ended = (): ServiceReading => present('stopped');
    const { result, surprise } = await outcomeOf('start', { scm: ended, attempts, helper: 1062 });
    assert.deepEqual([result, surprise], [1062, 'ended-at-once']);
  });

  it('waits for a service that is slow to begin stopping', async () => {
    const scm = (ms: number): ServiceReading => (ms < 1500 ? present('running') : present('stopped'));
    assert.equal((await outcomeOf('stop', { scm })).result, 'done');
  });

  it('reports why the SCM would not start it', async () => {
    const disabled = new Win32Error('StartServiceW', 1058);
    const { result } = await outcomeOf('start', { scm: () => present('stopped'), attempts: [disabled] });
    assert.equal(result, 1058);
  });

  it('believes an elevated helper no more than it must', async () => {
    const scm = (): ServiceReading => present('stopped');
    assert.equal((await outcomeOf('start', { scm, attempts: [DENIED], helper: 0 })).result, 1460);
    assert.equal((await outcomeOf('start', { scm, attempts: [DENIED], helper: 1053 })).result, 1053);
    const running = (): ServiceReading => present('running');
    assert.equal(
      (await outcomeOf('start', { scm: running, attempts: [DENIED], helper: 258 })).result,
      'done',
    );
  });

  it('does not mistake an untouched service for a restarted one', async () => {
    const untouched = (): ServiceReading => present('running');
    const denied = { attempts: [DENIED], helper: 0 };
    assert.equal((await outcomeOf('restart', { ...denied, scm: untouched })).result, 1460);
    let asked = 0;
    const anew = (): ServiceReading => present('running', { processId: (asked += 1) > 2 ? 12 : 8 });
    const attempts = [DENIED];
    assert.equal((await outcomeOf('restart', { scm: anew, attempts, helper: 0 })).result, 'done');
  });
});

describe('what else the helper does', () => {
  const scm = (): ServiceReading => present('running');

  it('is a repair only if it says so and there is a service', async () => {
    assert.equal((await outcomeOf('repair', { scm, helper: 0 })).result, 'done');
    assert.equal((await outcomeOf('repair', { scm, helper: 1073 })).result, 1073);
    assert.equal((await outcomeOf('repair', { scm: () => ABSENT, helper: 0 })).result, 1460);
  });

  it('lets the user control the service only if the SCM then lets him', async () => {
    const denied = new Win32Error('OpenServiceW', 5);
    assert.equal((await outcomeOf('allow-user-control', { scm })).result, 'done');
    assert.equal((await outcomeOf('allow-user-control', { scm, opening: denied })).result, 5);
    assert.equal((await outcomeOf('allow-user-control', { scm, helper: 1060 })).result, 1060);
  });

  it('takes that back only if the access list shows nothing of it', async () => {
    const accessList = withUserControl('D:(A;;CCLCSWLOCRRC;;;IU)', 'S-1-5-21-1-2-3-1001');
    assert.equal((await outcomeOf('end-user-control', { scm, accessList })).result, 1610);
    assert.equal((await outcomeOf('end-user-control', { scm, accessList: 'D:' })).result, 'done');
  });

  it('sets the posting interval only if the registry then has it', async () => {
    const job: Job = { task: 'set-post-interval', intervalMs: 250 };
    assert.equal((await outcomeOf(job, { scm, registryValue: 250 })).result, 'done');
    assert.equal((await outcomeOf(job, { scm, registryValue: 1000 })).result, 1610);
    assert.equal((await outcomeOf(job, { scm, registryValue: 250, helper: 5 })).result, 5);
  });
});
