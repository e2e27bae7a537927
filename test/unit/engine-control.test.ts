import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { controlService, type ControlContext } from '../../engine/jobs/control.ts';
import { INSTALLED_EXECUTABLE, sigmaPrograms } from '../../engine/simulation/sigma-programs.ts';
import type { ServiceStatus } from '../../common/service-status.ts';
import type { ControlVerb } from '../../common/sigma-service.ts';
import { SimulatedComputer } from '../../native-bridge/simulated/simulated-computer.ts';
import { timeUntil } from './engine-subject.ts';
import { ManualClock } from './manual-clock.ts';

/** Each with what it needs. */
const NEEDS: Readonly<Record<string, readonly string[]>> = {
  Ground: [],
  Floor: ['Ground'],
  Wall: ['floor'],
  Roof: ['WALL', 'Floor', '+Group', 'Missing'],
  Garden: ['Ground'],
};

describe('services that depend on each other', () => {
  let clock: ManualClock;
  let computer: SimulatedComputer;
  /** What happened, in order. */
  let events: string[];

  beforeEach(() => {
    clock = new ManualClock();
    events = [];
    const programs = sigmaPrograms({
      checkPointIntervalMs: 100,
      postIntervalMs: () => 60_000,
      post: () => 0,
    });
    computer = new SimulatedComputer(clock, {
      has: (path) => programs.has(path),
      start: (host) =>
        programs.start({
          ...host,
          report(status: ServiceStatus) {
            host.report(status);
            if (status.state === 'stopped' || status.state === 'running')
              events.push(`${host.service} ${status.state}`);
          },
        }),
    });
    for (const [name, dependencies] of Object.entries(NEEDS)) {
      const record = computer.scm.create({
        ...{ name, displayName: `The ${name}`, executable: INSTALLED_EXECUTABLE, account: undefined },
        startType: 'demand',
      });
      record.configuration = { ...record.configuration, dependencies };
    }
  });
  afterEach(() => computer[Symbol.asyncDispose]());

  function run(...names: string[]): void {
    for (const name of names) computer.scm.startEarlier(computer.scm.find(name));
    events = [];
  }

  function control(verb: ControlVerb, name: string, told?: Partial<ControlContext>): Promise<string> {
    const { serviceManager: managers } = computer.seenBy('administrator');
    const service = { name, displayName: `The ${name}` };
    return timeUntil(clock, controlService(verb, { service, managers, clock, ...told }));
  }

  it('keep a service from being stopped where nobody asked for that (1051)', async () => {
    run('Ground', 'Garden');
    await assert.rejects(control('/stop', 'Ground'), { code: 1051 });
    assert.deepEqual(events, []);
  });

  it('are named when a start brings them, each after those that it needs', async () => {
    run('Ground');
    computer.scm.find('Roof').configuration = {
      ...computer.scm.find('Roof').configuration,
      dependencies: ['WALL', 'Floor'],
    };
    let told: readonly string[] = [];
    await control('/start', 'Roof', {
      onDependencies: (dependencies) => (told = dependencies.map(({ displayName }) => displayName)),
    });
    assert.deepEqual(told, ['The Floor', 'The Wall']);
    assert.deepEqual(new Set(events), new Set(['Floor running', 'Wall running', 'Roof running']));
  });

  it('are not named where they run already', async () => {
    run('Ground');
    await control('/start', 'Garden', { onDependencies: () => assert.fail('there is nothing to tell') });
  });

  it('are not named for a service that runs already, although one of them is stopped', async () => {
    run('Garden');
    await control('/start', 'Garden', { onDependencies: () => assert.fail('nothing is started') });
  });

  it('keep a service from starting if one of them is missing (1068)', async () => {
    await assert.rejects(control('/start', 'Roof', { onDependencies: () => undefined }), { code: 1068 });
  });
});

describe('a service in a process that others share', () => {
  it('is stopped and restarted although the process keeps running', async () => {
    const clock = new ManualClock();
    const programs = sigmaPrograms({
      checkPointIntervalMs: 100,
      postIntervalMs: () => 60_000,
      post: () => 0,
    });
    await using computer = new SimulatedComputer(clock, {
      has: (path) => programs.has(path),
      start: (host) => Object.assign(programs.start(host), { hasEnded: () => false }),
    });
    const record = computer.scm.create({
      ...{ name: 'Shared', displayName: 'Shared', executable: INSTALLED_EXECUTABLE },
      ...{ startType: 'demand', account: undefined },
    });
    record.configuration = { ...record.configuration, ownProcess: false };
    computer.scm.startEarlier(record);
    const { serviceManager: managers } = computer.seenBy('administrator');
    const context = { service: { name: 'Shared', displayName: 'Shared' }, managers, clock };
    const before = clock.now();
    assert.equal(
      await timeUntil(clock, controlService('/restart', context)),
      'Shared was restarted and is running',
    );
    assert.ok(clock.now() - before < 5_000);
  });
});
