import { SERVICE_NAME } from '../../common/product.ts';
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { POST_INTERVALS_MS, postIntervalVerb, type HelperVerb } from '../../common/sigma-service.ts';
import { NO_WINDOW, type ServiceAccess } from '../../native-bridge/bridge.ts';
import { readParameters } from '../../engine/parameters.ts';
import {
  createSimulatedBridge,
  type SimulatedBridge,
  type SimulationOptions,
} from '../../engine/simulation/simulated-bridge.ts';
import { failsWith } from '../conformance/expectations.ts';
import { ManualClock } from './manual-clock.ts';

const HELPER = String.raw`C:\Program Files\Sigma\SigmaSrv.exe`;
const TIMEOUT_MS = 60_000;

describe('simulated elevation', () => {
  let clock: ManualClock;
  let bridge: SimulatedBridge;

  beforeEach(() => {
    clock = new ManualClock();
  });
  afterEach(() => bridge[Symbol.asyncDispose]());

  function simulate(options: SimulationOptions): void {
    bridge = createSimulatedBridge({ ...options, clock });
  }

  /** Lets the time pass that the helper takes. */
  async function run(verb: HelperVerb, executable = HELPER): Promise<number> {
    const exitCode = bridge.elevation.runElevated(
      { executable, sha256: {} },
      { verb },
      TIMEOUT_MS,
      NO_WINDOW,
    );
    exitCode.catch(() => undefined);
    await clock.advance(TIMEOUT_MS / 2);
    return exitCode;
  }

  async function open(...access: ServiceAccess[]): Promise<Disposable> {
    const manager = await bridge.serviceManager.localComputer(['connect']);
    return manager.openService(SERVICE_NAME, access);
  }

  async function processId(): Promise<number | undefined> {
    const manager = await bridge.serviceManager.localComputer(['connect']);
    const service = await manager.openService(SERVICE_NAME, ['query-status']);
    const status = await service.queryStatus();
    service[Symbol.dispose]();
    return status.processId;
  }

  it('changes nothing when the prompt is refused (1223)', async () => {
    simulate({ notInstalled: true, elevationCancelled: true });
    await failsWith(1223, run('/register'));
    await failsWith(1060, open('query-status'));
  });

  it('does not ask for a helper that is not there (2)', async () => {
    simulate({ elevationCancelled: true });
    await failsWith(2, run('/stop', String.raw`C:\Program Files\Sigma\Other.exe`));
  });

  it('lets everyone look and only administrators change, where it is needed (5)', async () => {
    simulate({ elevationNeeded: true });
    const looking = await open('query-status', 'query-config');
    looking[Symbol.dispose]();
    for (const right of ['start', 'stop', 'pause-continue', 'delete'] as const) {
      await failsWith(5, open('query-status', right));
    }
    await failsWith(5, bridge.serviceManager.localComputer(['connect', 'create-service']));
    assert.equal(await run('/stop'), 0);
    assert.equal(await run('/start'), 0);
    assert.equal(await run('/unregister'), 0);
    await failsWith(1060, open('query-status'));
    assert.equal(await run('/register'), 0);
  });

  for (const executable of [
    String.raw`C:\Users\me\Sigma\SigmaSrv.exe`,
    'C:/Users/me/Sigma/SigmaSrv.exe',
    '/home/me/sigma/SigmaSrv.exe',
  ]) {
    it(`registers from where others could replace it: ${executable}`, async () => {
      simulate({ notInstalled: true });
      assert.equal(await run('/register', executable), 0);
      assert.equal(await run('/unregister', executable), 0);
    });
  }

  it('restarts the service in another process', async () => {
    simulate({ elevationNeeded: true });
    const before = await processId();
    assert.equal(await run('/restart'), 0);
    assert.notEqual(await processId(), before);
  });

  it('lets the user control the service, and takes that back by a verb of its own or a repair', async () => {
    simulate({ elevationNeeded: true });
    const rights = ['start', 'stop', 'pause-continue'] as const;
    for (const back of ['/end-user-control', '/repair'] as const) {
      await failsWith(5, open(...rights));
      assert.equal(await run('/allow-user-control'), 0);
      (await open(...rights))[Symbol.dispose]();
      for (const more of ['change-config', 'write-dac', 'delete'] as const) await failsWith(5, open(more));
      assert.equal(await run(back), 0);
    }
    await failsWith(5, open(...rights));
  });

  it('lets nobody control a service that is not there (1060)', async () => {
    simulate({ notInstalled: true });
    assert.equal(await run('/allow-user-control'), 1060);
    assert.equal(await run('/end-user-control'), 1060);
    assert.equal(await run('/config PostIntervalMs=250'), 1060);
  });

  it('sets how often the service posts, in the registry that everybody may read', async () => {
    simulate({ elevationNeeded: true });
    for (const intervalMs of POST_INTERVALS_MS) {
      assert.equal(await run(postIntervalVerb(intervalMs)), 0);
      const { postIntervalMs } = readParameters(bridge.registry, (problem) => assert.fail(problem));
      assert.equal(postIntervalMs, intervalMs);
    }
  });

  it('does not wait longer than it is told for a helper (258)', async () => {
    simulate({});
    const exitCode = bridge.elevation.runElevated(
      { executable: HELPER, sha256: {} },
      { verb: '/stop' },
      20,
      NO_WINDOW,
    );
    const refused = failsWith(258, exitCode);
    await clock.advance(20);
    await refused;
  });

  it('does not replace a service of another executable (1073)', async () => {
    simulate({});
    assert.equal(await run('/register'), 0);
    assert.equal(await run('/register', String.raw`D:\Elsewhere\SigmaSrv.exe`), 1073);
  });

  it('says so when somebody keeps the removed service open (1072)', async () => {
    simulate({});
    const held = await open('query-status');
    assert.equal(await run('/unregister'), 1072);
    assert.equal(await run('/register'), 1072);
    held[Symbol.dispose]();
    assert.equal(await run('/register'), 0);
  });

  it('starts no service that is disabled (1058)', async () => {
    simulate({ notInstalled: true });
    const manager = await bridge.serviceManager.localComputer(['create-service']);
    const service = await manager.createService(
      {
        name: SERVICE_NAME,
        displayName: 'Sigma',
        executable: HELPER,
        startType: 'disabled',
        account: undefined,
      },
      [],
    );
    service[Symbol.dispose]();
    assert.equal(await run('/start'), 1058);
  });
});
