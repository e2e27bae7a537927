import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Outcome } from '../../common/ipc.ts';
import type { Operation } from '../../common/operations.ts';
import {
  createSimulatedBridge,
  type SimulatedBridge,
  type SimulationOptions,
} from '../../native-bridge/simulated/simulated-bridge.ts';
import { ManualClock } from './manual-clock.ts';
import { timeUntil, watchedMonitor } from './electron-subject.ts';

describe('an operation', () => {
  let clock: ManualClock;
  let bridge: SimulatedBridge;
  let subject: ReturnType<typeof watchedMonitor>;

  function begin(options: SimulationOptions = {}): void {
    bridge = createSimulatedBridge({ ...options, clock });
    subject = watchedMonitor(bridge, clock);
  }

  function perform(operation: Operation): Promise<Outcome> {
    return timeUntil(clock, subject.monitor.perform(operation));
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
      ['start', 'healthy'],
      ['pause', 'paused'],
      ['continue', 'healthy'],
      ['stop', 'stopped'],
      ['uninstall', 'not-installed'],
    ];
    for (const [operation, health] of steps) {
      assert.deepEqual(await perform(operation), { kind: 'done' }, operation);
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

  it('asks for elevation only where the system wants it', async () => {
    begin();
    assert.deepEqual(await perform('stop'), { kind: 'done' });
    assert.ok(!subject.log.entries.some(({ event }) => event === 'elevation-asked'));
  });

  it('elevates to start and stop where the rights do not suffice', async () => {
    begin({ elevationNeeded: true });
    assert.deepEqual(await perform('stop'), { kind: 'done' });
    assert.deepEqual(await perform('start'), { kind: 'done' });
    const verbs = subject.log.entries.filter(({ event }) => event === 'elevation-asked');
    assert.deepEqual(
      verbs.map(({ details }) => details['verb']),
      ['/stop', '/start'],
    );
  });

  it('takes a wish that is already true for fulfilled', async () => {
    begin();
    assert.deepEqual(await perform('start'), { kind: 'done' });
    assert.deepEqual(await perform('stop'), { kind: 'done' });
    assert.deepEqual(await perform('stop'), { kind: 'done' });
  });

  it('is refused while another one is under way, which the window shows', async () => {
    begin();
    await clock.advance(1000);
    const stopping = subject.monitor.perform('stop');
    const refused = await subject.monitor.perform('uninstall');
    assert.equal(refused.kind === 'failed' ? refused.error.code : refused.kind, 1061);
    await clock.advance(50);
    assert.equal(subject.shown().busy, 'stop');
    assert.deepEqual(await timeUntil(clock, stopping), { kind: 'done' });
  });

  it('reports the error of a service that is not there', async () => {
    begin({ notInstalled: true });
    const outcome = await perform('start');
    assert.equal(
      outcome.kind === 'failed' ? outcome.error.name : outcome.kind,
      'ERROR_SERVICE_DOES_NOT_EXIST',
    );
  });
});
