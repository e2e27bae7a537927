import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { SERVICE_NAME } from '../../common/product.ts';
import { OWN_SERVICE } from '../../common/service-profile.ts';
import { createSimulatedBridge, type SimulatedBridge } from '../../engine/simulation/simulated-bridge.ts';
import type { ServiceReading } from '../../engine/watch/service-reading.ts';
import {
  REST_INTERVAL_MS,
  ServicesWatch,
  type ServiceChange,
  type ServiceReadings,
} from '../../engine/watch/services-watch.ts';
import { Win32Error } from '../../common/win32-error.ts';
import type { ServiceManager, ServiceManagers } from '../../native-bridge/bridge.ts';
import { ManualClock } from './manual-clock.ts';

const OTHER = 'MSSQL$SQLEXPRESS';
const EXECUTABLE = String.raw`C:\Program Files\Other\SigmaSrv.exe`;

describe('the watch of all services', () => {
  let clock: ManualClock;
  let bridge: SimulatedBridge;
  let watch: ServicesWatch;
  let changes: ServiceChange[];
  let readings: ServiceReadings[];

  beforeEach(() => {
    clock = new ManualClock();
    bridge = createSimulatedBridge({ clock });
    changes = [];
    readings = [];
  });

  afterEach(async () => {
    watch[Symbol.dispose]();
    await bridge[Symbol.asyncDispose]();
    assert.equal(clock.waiting, 0, 'a timer was left behind');
  });

  async function begin(managers: ServiceManagers = bridge.serviceManager): Promise<void> {
    watch = new ServicesWatch({ managers, registry: bridge.registry, clock, watched: [OWN_SERVICE] });
    watch.onChange((change) => changes.push(change));
    watch.onReadings((reading) => readings.push(reading));
    watch.watch(true);
    await pass(500);
  }

  /** @returns the same managers, each of whose calls is made through one that the function has modified */
  function managersWith(change: (manager: ServiceManager) => void): ServiceManagers {
    return {
      async localComputer(access) {
        const changed = async (): Promise<ServiceManager> => {
          const manager = await bridge.serviceManager.localComputer(access);
          change(manager);
          return manager;
        };
        const manager = await bridge.serviceManager.localComputer(access);
        manager.enumerateServices = async () => (await changed()).enumerateServices();
        manager.openService = async (name, rights) => (await changed()).openService(name, rights);
        return manager;
      },
    };
  }

  /** In small steps, so each running answer gets its turns of the event loop. */
  async function pass(milliseconds: number): Promise<void> {
    for (let passed = 0; passed < milliseconds; passed += 50) await clock.advance(50);
  }

  async function create(name: string): Promise<void> {
    using manager = await bridge.serviceManager.localComputer(['create-service']);
    const definition = {
      displayName: `${name} display`,
      executable: EXECUTABLE,
      startType: 'demand',
    } as const;
    const service = await manager.createService({ name, ...definition, account: undefined }, []);
    service[Symbol.dispose]();
  }

  async function withService(name: string, verb: 'start' | 'stop' | 'delete'): Promise<void> {
    using manager = await bridge.serviceManager.localComputer(['connect']);
    using service = await manager.openService(name, [verb]);
    await (verb === 'start' ? service.start() : verb === 'stop' ? service.control('stop') : service.delete());
  }

  /** The changes as lines of text. */
  function told(): string[] {
    return changes.map(({ service, from, to }) => `${service}: ${stateOf(from)} → ${stateOf(to)}`);
  }

  it('tells each change of any service once, and nothing of the first answer', async () => {
    await create(OTHER);
    await begin();
    assert.deepEqual(told(), []);
    await withService(OTHER, 'start');
    await pass(5_000);
    await withService(OTHER, 'stop');
    await pass(5_000);
    const seen = told();
    assert.equal(seen.at(-1)?.split(' → ')[1], 'stopped (0)');
    assert.ok(seen.every((line) => line.startsWith(`${OTHER}: `)));
    assert.ok(seen.some((line) => line.endsWith('→ running')));
    // Each change begins where the previous one ended.
    for (const [index, { from }] of changes.entries()) {
      const before = changes[index - 1];
      if (before !== undefined) assert.deepEqual(from, before.to);
    }
  });

  it('tells of a service that comes and goes', async () => {
    await begin();
    await create(OTHER);
    await pass(1_000);
    await withService(OTHER, 'delete');
    await pass(1_000);
    assert.deepEqual(told(), [`${OTHER}: absent → stopped (1077)`, `${OTHER}: stopped (1077) → absent`]);
  });

  it('tells of a restart that happened between two answers', async () => {
    await begin();
    bridge.simulation.killServiceProcess();
    await withService(SERVICE_NAME, 'start');
    await pass(2_000);
    assert.deepEqual(told(), [`${SERVICE_NAME}: running → running`]);
    const [{ from, to } = assert.fail()] = changes;
    assert.ok(from.kind === 'present' && to.kind === 'present');
    assert.notEqual(from.status.processId, to.status.processId);
  });

  it('asks with one call, however many services there are', async () => {
    for (let index = 0; index < 50; index += 1) await create(`Other${String(index)}`);
    let calls = 0;
    await begin(
      managersWith((manager) => {
        const enumerate = manager.enumerateServices.bind(manager);
        manager.enumerateServices = () => {
          calls += 1;
          return enumerate();
        };
      }),
    );
    await pass(10_000);
    assert.ok(readings.length >= 10);
    assert.equal(calls, readings.length);
    assert.equal(readings.at(-1)?.of('other49').kind, 'present', 'in any case of letters');
  });

  it('answers a later question although a listener failed at an earlier one', async () => {
    await begin();
    let isFaulty = true;
    watch.onReadings(() => {
      if (isFaulty) throw new Error('a fault of the listener');
    });
    const first = watch.refresh();
    const second = watch.refresh();
    await assert.rejects(first, /a fault/);
    await assert.rejects(second, /a fault/);
    isFaulty = false;
    await Promise.all([watch.refresh(), watch.refresh()]);
  });

  it('opens the SCM once, again after it has failed, and closes it in the end', async () => {
    let isDown = false;
    let [opened, closed] = [0, 0];
    await begin({
      async localComputer(access) {
        const manager = await bridge.serviceManager.localComputer(access);
        if (!access.includes('enumerate')) return manager;
        opened += 1;
        const enumerate = manager.enumerateServices.bind(manager);
        const close = manager[Symbol.dispose].bind(manager);
        manager.enumerateServices = () =>
          isDown ? Promise.reject(new Win32Error('EnumServicesStatusExW', 6)) : enumerate();
        manager[Symbol.dispose] = () => {
          closed += 1;
          close();
        };
        return manager;
      },
    });
    await pass(5_000);
    assert.deepEqual([opened, closed], [1, 0]);
    isDown = true;
    await pass(1_000);
    isDown = false;
    await pass(5_000);
    assert.deepEqual([opened, closed], [2, 1]);
    watch[Symbol.dispose]();
    assert.equal(closed, 2);
  });

  it('opens what it watches by itself if the list does not have it', async () => {
    await begin(
      managersWith((manager) => {
        manager.enumerateServices = () => Promise.resolve([]);
      }),
    );
    assert.equal(readings.at(-1)?.of(SERVICE_NAME).kind, 'present');
  });

  it('says that it may not look at what is hidden from this user, and not that it is gone', async () => {
    await begin(
      managersWith((manager) => {
        manager.enumerateServices = () => Promise.resolve([]);
        manager.openService = () => Promise.reject(new Win32Error('OpenServiceW', 5));
      }),
    );
    const reading = readings.at(-1)?.of(SERVICE_NAME);
    assert.equal(reading?.kind === 'unavailable' ? reading.error.code : reading?.kind, 5);
  });

  it('still shows what it watches if this user may not list services', async () => {
    await begin({
      localComputer: (access) =>
        access.includes('enumerate')
          ? Promise.reject(new Win32Error('OpenSCManagerW', 5))
          : bridge.serviceManager.localComputer(access),
    });
    const reading = readings.at(-1)?.of(SERVICE_NAME);
    assert.equal(reading?.kind, 'present');
    assert.equal(readings.at(-1)?.of(OTHER).kind, 'unavailable');
  });

  it('takes a list that is denied for a while for no news of any service', async () => {
    await create(OTHER);
    let mayList = true;
    const managers = managersWith((manager) => {
      if (!mayList)
        manager.enumerateServices = () => Promise.reject(new Win32Error('EnumServicesStatusExW', 5));
    });
    await begin({
      localComputer: (access) =>
        !mayList && access.includes('enumerate')
          ? Promise.reject(new Win32Error('OpenSCManagerW', 5))
          : managers.localComputer(access),
    });
    mayList = false;
    await pass(3_000);
    assert.equal(readings.at(-1)?.of(OTHER).kind, 'unavailable');
    await withService(OTHER, 'delete');
    await pass(3_000);
    assert.deepEqual(told(), []);
    mayList = true;
    await pass(3_000);
    assert.deepEqual(told(), [`${OTHER}: stopped (1077) → absent`]);
  });

  it('tells of a crash that it saw only once it could open the service again', async () => {
    let isHidden = false;
    await begin(
      managersWith((manager) => {
        if (!isHidden) return;
        manager.enumerateServices = () => Promise.resolve([]);
        manager.openService = () => Promise.reject(new Win32Error('OpenServiceW', 5));
      }),
    );
    isHidden = true;
    bridge.simulation.killServiceProcess();
    await pass(2_000);
    assert.deepEqual(told(), []);
    isHidden = false;
    await pass(2_000);
    assert.deepEqual(told(), [`${SERVICE_NAME}: running → stopped (1067)`]);
  });

  it('takes no silence of the SCM for news, and tells afterwards what has changed meanwhile', async () => {
    let isSilent = false;
    const managers = managersWith((manager) => {
      if (!isSilent) return;
      manager.enumerateServices = () => Promise.reject(new Win32Error('EnumServicesStatusExW', 1722));
      manager.openService = () => Promise.reject(new Win32Error('OpenServiceW', 1722));
    });
    await begin({
      localComputer: (access) =>
        isSilent ? Promise.reject(new Win32Error('OpenSCManagerW', 1722)) : managers.localComputer(access),
    });
    isSilent = true;
    await pass(2_000);
    assert.equal(readings.at(-1)?.of(SERVICE_NAME).kind, 'unavailable');
    bridge.simulation.killServiceProcess();
    await pass(2_000);
    assert.deepEqual(told(), []);
    isSilent = false;
    await pass(2_000);
    assert.deepEqual(told(), [`${SERVICE_NAME}: running → stopped (1067)`]);
  });

  it('still shows what it watches if the list fails, and takes that for no news of the others (13)', async () => {
    await create(OTHER);
    let fails = false;
    await begin(
      managersWith((manager) => {
        if (fails)
          manager.enumerateServices = () => Promise.reject(new Win32Error('EnumServicesStatusExW', 13));
      }),
    );
    fails = true;
    await pass(2_000);
    assert.equal(readings.at(-1)?.of(SERVICE_NAME).kind, 'present');
    assert.equal(readings.at(-1)?.of(OTHER).kind, 'unavailable');
    assert.deepEqual(told(), []);
  });

  it('does not take a service for deleted that is hidden from this user from now on', async () => {
    await create(OTHER);
    let isHidden = false;
    await begin(
      managersWith((manager) => {
        const enumerate = manager.enumerateServices.bind(manager);
        const open = manager.openService.bind(manager);
        manager.enumerateServices = async () =>
          (await enumerate()).filter(({ name }) => !isHidden || name !== OTHER);
        manager.openService = async (name, access) => {
          const service = await open(name, access);
          if (!isHidden || name !== OTHER) return service;
          service[Symbol.dispose]();
          throw new Win32Error('OpenServiceW', 5);
        };
      }),
    );
    isHidden = true;
    await pass(2_000);
    assert.deepEqual(told(), []);
    await withService(OTHER, 'delete');
    await pass(2_000);
    assert.deepEqual(told(), [`${OTHER}: stopped (1077) → absent`]);
  });

  it('shows every state even if the SCM holds the question about a configuration', async () => {
    await create(OTHER);
    let isHolding = false;
    let held = 0;
    await begin(
      managersWith((manager) => {
        const open = manager.openService.bind(manager);
        manager.openService = (name, access) => {
          if (!isHolding || !access.includes('query-config')) return open(name, access);
          held += 1;
          return new Promise(() => undefined);
        };
      }),
    );
    isHolding = true;
    watch.expireConfigurations();
    await pass(4_000);
    await withService(OTHER, 'start');
    bridge.simulation.killServiceProcess();
    await pass(2_000);
    assert.equal(held, 1, 'the question is not repeated');
    assert.ok(told().some((line) => line === `${SERVICE_NAME}: running → stopped (1067)`));
    assert.ok(told().some((line) => line.startsWith(OTHER)));
    const reading = readings.at(-1)?.of(SERVICE_NAME);
    assert.ok(reading?.kind === 'present' && reading.configuration !== undefined, 'the last one is kept');
  });

  it('keeps watching, and tells the others, after a listener has failed', async () => {
    await begin();
    const others: ServiceChange[] = [];
    const end = watch.onChange(() => {
      throw new Error('this listener is broken');
    });
    watch.onChange((change) => others.push(change));
    bridge.simulation.killServiceProcess();
    await assert.rejects(watch.refresh(), /this listener is broken/);
    end();
    assert.equal(others.length, 1);
    const before = readings.length;
    await pass(3_000);
    assert.ok(readings.length > before);
  });

  it('says when it asked for the earlier answer, and when the later one came', async () => {
    await begin();
    await pass(REST_INTERVAL_MS);
    bridge.simulation.killServiceProcess();
    const killedAt = clock.now();
    await pass(2 * REST_INTERVAL_MS);
    const [{ since, at } = assert.fail()] = changes;
    assert.ok(since <= killedAt && killedAt - since <= REST_INTERVAL_MS);
    assert.ok(at >= killedAt && at - killedAt <= REST_INTERVAL_MS);
  });

  it('stops telling who no longer listens', async () => {
    await begin();
    const others: ServiceChange[] = [];
    const end = watch.onChange((change) => others.push(change));
    end();
    bridge.simulation.killServiceProcess();
    await pass(2_000);
    assert.deepEqual([changes.length, others.length], [1, 0]);
  });
});

function stateOf(reading: ServiceReading): string {
  if (reading.kind !== 'present') return reading.kind;
  const { state, win32ExitCode } = reading.status;
  return state === 'stopped' ? `${state} (${String(win32ExitCode)})` : state;
}
