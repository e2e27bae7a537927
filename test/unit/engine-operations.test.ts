import { ERROR_SERVICE_DOES_NOT_EXIST } from '../../common/win32-codes.ts';
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Outcome } from '../../common/ipc.ts';
import type { Operation } from '../../common/operations.ts';
import {
  createSimulatedBridge,
  type SimulatedBridge,
  type SimulationOptions,
} from '../../engine/simulation/simulated-bridge.ts';
import { ManualClock } from './manual-clock.ts';
import { timeUntil, watchedMonitor } from './engine-subject.ts';

describe('an operation', () => {
  let clock: ManualClock;
  let bridge: SimulatedBridge;
  let subject: ReturnType<typeof watchedMonitor>;

  function begin(options: SimulationOptions = {}): void {
    bridge = createSimulatedBridge({ ...options, clock });
    subject = watchedMonitor(bridge, clock);
  }

  function perform(operation: Operation): Promise<Outcome> {
    return timeUntil(clock, subject.monitor.perform({ task: operation }));
  }

  beforeEach(() => {
    clock = new ManualClock();
  });

  afterEach(async () => {
    await subject.monitor[Symbol.asyncDispose]();
    await bridge[Symbol.asyncDispose]();
    assert.equal(clock.waiting, 0, 'a timer was left behind');
  });

  it('leads from no service to a running one and back', async () => {
    begin({ notInstalled: true });
    const steps: readonly (readonly [Operation, string])[] = [
      ['install', 'stopped'],
      ['repair', 'stopped'],
      ['start', 'healthy'],
      ['allow-user-control', 'healthy'],
      ['restart', 'healthy'],
      ['end-user-control', 'healthy'],
      ['pause', 'paused'],
      ['continue', 'healthy'],
      ['stop', 'stopped'],
      ['uninstall', 'not-installed'],
    ];
    for (const [operation, health] of steps) {
      assert.equal((await perform(operation)).kind, 'done', operation);
      await clock.advance(1100);
      assert.equal(subject.shown().health, health, operation);
      assert.equal(subject.shown().busy, undefined);
    }
  });

  it('is cancelled, not failed, when the prompt is answered with No', async () => {
    begin({ notInstalled: true, elevationCancelled: true });
    assert.deepEqual(await perform('install'), { kind: 'cancelled' });
    assert.equal(subject.shown().health, 'not-installed');
  });

  it('asks for elevation only if the system wants it', async () => {
    begin();
    assert.deepEqual(await perform('stop'), { kind: 'done' });
    assert.ok(!subject.log.entries.some(({ event }) => event === 'elevation-asked'));
  });

  it('elevates to start and stop if the rights do not suffice', async () => {
    begin({ elevationNeeded: true });
    assert.deepEqual(await perform('stop'), { kind: 'done', elevated: true });
    assert.deepEqual(await perform('start'), { kind: 'done', elevated: true });
    assert.deepEqual(await perform('restart'), { kind: 'done', elevated: true });
    const verbs = subject.log.entries.filter(({ event }) => event === 'elevation-asked');
    assert.deepEqual(
      verbs.map(({ details }) => details['verb']),
      ['/stop', '/start', '/restart'],
    );
  });

  it('succeeds at once if the service already has the requested state', async () => {
    begin();
    assert.deepEqual(await perform('start'), { kind: 'done' });
    assert.deepEqual(await perform('stop'), { kind: 'done' });
    assert.deepEqual(await perform('stop'), { kind: 'done' });
  });

  it('is refused while another one is under way, which the window shows', async () => {
    begin();
    await clock.advance(1000);
    const stopping = subject.monitor.perform({ task: 'stop' });
    const refused = await subject.monitor.perform({ task: 'uninstall' });
    assert.equal(refused.kind === 'failed' ? refused.error.code : refused.kind, 1061);
    await clock.advance(50);
    assert.equal(subject.shown().busy, 'stop');
    assert.deepEqual(await timeUntil(clock, stopping), { kind: 'done' });
  });

  it('is never beside what has to be done alone: each waits for the one before', async () => {
    begin();
    await clock.advance(1000);
    const done: string[] = [];
    const stopping = subject.monitor.perform({ task: 'stop' }).then(() => done.push('stopped'));
    const aloneDone = Promise.withResolvers<undefined>();
    const updating = subject.monitor.alone('install-update', async () => {
      done.push('update begins');
      await aloneDone.promise;
      done.push('update ends');
    });
    await clock.advance(50);
    assert.equal(done.length, 0);
    await timeUntil(clock, stopping);
    const starting = subject.monitor.perform({ task: 'start' }).then(() => done.push('started'));
    await clock.advance(5000);
    assert.deepEqual(done, ['update begins', 'stopped']);
    aloneDone.resolve(undefined);
    await updating;
    await timeUntil(clock, starting);
    assert.deepEqual(done, ['update begins', 'stopped', 'update ends', 'started']);
  });

  it('reports the error of a service that is not there', async () => {
    begin({ notInstalled: true });
    const outcome = await perform('start');
    assert.equal(outcome.kind === 'failed' ? outcome.error.code : outcome.kind, ERROR_SERVICE_DOES_NOT_EXIST);
  });

  it('takes no prompt any more once the user may control the service', async () => {
    begin({ elevationNeeded: true });
    assert.deepEqual(await perform('allow-user-control'), { kind: 'done', elevated: true });
    for (const operation of ['stop', 'start', 'restart', 'pause', 'continue'] as const) {
      assert.deepEqual(await perform(operation), { kind: 'done' }, operation);
    }
    assert.deepEqual(await perform('end-user-control'), { kind: 'done', elevated: true });
    assert.deepEqual(await perform('stop'), { kind: 'done', elevated: true });
  });

  it('restarts in another process', async () => {
    begin();
    await clock.advance(1000);
    const before = processId();
    assert.deepEqual(await perform('restart'), { kind: 'done' });
    await clock.advance(1000);
    assert.notEqual(processId(), before);
  });

  it('has a service post as often as it is told', async () => {
    begin({ elevationNeeded: true });
    assert.equal((await timeUntil(clock, subject.monitor.setPostInterval(250))).kind, 'done');
    await clock.advance(100);
    const before = subject.messages().length;
    await clock.advance(1000);
    assert.equal(subject.messages().length - before, 4);
  });

  it('repairs a service that cannot be started', async () => {
    begin({ disabled: true });
    const refused = await perform('start');
    assert.equal(refused.kind === 'failed' ? refused.error.code : refused.kind, 1058);
    assert.equal((await perform('repair')).kind, 'done');
    assert.deepEqual(await perform('start'), { kind: 'done' });
  });

  describe('that somebody does not want to wait for', () => {
    beforeEach(async () => {
      begin({ elevationNeeded: true, slowService: true });
      await clock.advance(1000);
    });

    it('is left at once, and continues', async () => {
      const stopping = subject.monitor.perform({ task: 'stop' });
      await clock.advance(1000);
      subject.monitor.leave();
      assert.deepEqual(await stopping, { kind: 'left' });
      await clock.advance(100);
      assert.equal(subject.shown().busy, undefined);
      assert.equal(subject.shown().left, 'stop');
      assert.equal(subject.shown().health, 'stopping');
      await clock.advance(20_000);
      assert.equal(subject.shown().left, undefined);
      assert.equal(subject.shown().health, 'stopped');
    });

    it('is not overtaken by the next, which shows what it waits for', async () => {
      const stopping = subject.monitor.perform({ task: 'stop' });
      await clock.advance(1000);
      subject.monitor.leave();
      await stopping;
      const starting = subject.monitor.perform({ task: 'start' });
      await clock.advance(1000);
      assert.equal(subject.shown().busy, 'start');
      assert.equal(subject.shown().left, 'stop');
      assert.equal(subject.shown().health, 'stopping');
      assert.deepEqual(await timeUntil(clock, starting), { kind: 'done', elevated: true });
      await clock.advance(5000);
      assert.equal(subject.shown().left, undefined);
      assert.equal(subject.shown().health, 'healthy');
    });

    it('is withdrawn where it was not begun yet', async () => {
      const stopping = subject.monitor.perform({ task: 'stop' });
      await clock.advance(1000);
      subject.monitor.leave();
      await stopping;
      const uninstalling = subject.monitor.perform({ task: 'uninstall' });
      await clock.advance(1000);
      subject.monitor.leave();
      assert.deepEqual(await uninstalling, { kind: 'withdrawn' });
      await clock.advance(30_000);
      assert.equal(subject.shown().health, 'stopped');
    });
  });

  function processId(): number | undefined {
    const { scm: service } = subject.shown();
    return service.kind === 'present' ? service.status.processId : undefined;
  }
});
