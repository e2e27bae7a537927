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
      has: programs.has,
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

  it('are told, and stopped from the top down', async () => {
    run('Ground', 'Floor', 'Wall', 'Roof');
    let told: readonly string[] = [];
    await control('/stop', 'Ground', {
      onDependents: (dependents) => (told = dependents.map(({ name }) => name)),
    });
    assert.deepEqual(told, ['Roof', 'Wall', 'Floor']);
    assert.deepEqual(events, ['Roof stopped', 'Wall stopped', 'Floor stopped', 'Ground stopped']);
  });

  it('are started again after a restart, from the ground up, and those that were stopped stay so', async () => {
    run('Ground', 'Floor', 'Wall');
    await control('/restart', 'Ground', { onDependents: () => undefined });
    assert.deepEqual(events, [
      ...['Wall stopped', 'Floor stopped', 'Ground stopped'],
      ...['Ground running', 'Floor running', 'Wall running'],
    ]);
  });

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

  it('keep a service from starting if one of them is missing (1068)', async () => {
    await assert.rejects(control('/start', 'Roof', { onDependencies: () => undefined }), { code: 1068 });
  });
});
