import { MAILSLOT_NAME, SERVICE_NAME } from '../../common/product.ts';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ServiceStatus } from '../../common/service-status.ts';
import { MAX_MESSAGE_BYTES, NO_WINDOW } from '../../native-bridge/bridge.ts';
import {
  createSimulatedBridge,
  type SimulatedBridge,
  type SimulationOptions,
} from '../../engine/simulation/simulated-bridge.ts';
import { failsWith } from '../conformance/expectations.ts';
import { ManualClock } from './manual-clock.ts';

const HELPER = { executable: String.raw`C:\Program Files\Sigma\SigmaSrv.exe`, sha256: {} };

async function withBridge(
  options: SimulationOptions,
  work: (bridge: SimulatedBridge, clock: ManualClock) => Promise<void>,
): Promise<void> {
  const clock = new ManualClock();
  const bridge = createSimulatedBridge({ ...options, clock });
  try {
    await work(bridge, clock);
  } finally {
    await bridge[Symbol.asyncDispose]();
  }
}

async function status(bridge: SimulatedBridge): Promise<ServiceStatus> {
  const manager = await bridge.serviceManager.localComputer(['connect']);
  return (await manager.openService(SERVICE_NAME, ['query-status'])).queryStatus();
}

describe('the simulated computer', () => {
  it('says what it is', () =>
    withBridge({}, (bridge) => {
      assert.equal(bridge.kind, 'simulated');
      return Promise.resolve();
    }));

  it('has no service if none is installed', () =>
    withBridge({ notInstalled: true }, async (bridge, clock) => {
      const manager = await bridge.serviceManager.localComputer(['connect']);
      await failsWith(1060, manager.openService(SERVICE_NAME, ['query-status']));
      assert.throws(() => {
        bridge.simulation.killServiceProcess();
      }, /1060/);
      assert.equal(clock.waiting, 0);
    }));

  it('has a mailslot that another program keeps (183), and that can be posted to', () =>
    withBridge({ mailslotTaken: true }, async (bridge) => {
      await failsWith(
        183,
        bridge.mailslots.create(MAILSLOT_NAME, () => undefined),
      );
      await bridge.mailslots.post(MAILSLOT_NAME, Uint8Array.of(1));
      const other = await bridge.mailslots.create(`${MAILSLOT_NAME}2`, () => undefined);
      await other.close();
    }));

  it('refuses a message over the limit on the side of its writer (122)', () =>
    withBridge({}, async (bridge) => {
      await bridge.mailslots.create(MAILSLOT_NAME, () => undefined);
      await failsWith(122, bridge.mailslots.post(MAILSLOT_NAME, new Uint8Array(MAX_MESSAGE_BYTES + 1)));
    }));

  it('collects the messages of one turn in one batch, and delivers it in a later turn', () =>
    withBridge({ notInstalled: true }, async (bridge, clock) => {
      const batchSizes: number[] = [];
      await bridge.mailslots.create(MAILSLOT_NAME, ({ messages }) => {
        batchSizes.push(messages.length);
      });
      const posts = [1, 2, 3].map((byte) => bridge.mailslots.post(MAILSLOT_NAME, Uint8Array.of(byte)));
      assert.deepEqual(batchSizes, []);
      await Promise.all(posts);
      await clock.advance(0);
      assert.deepEqual(batchSizes, [3]);
    }));

  it('can have a service that falls silent: it keeps running without posting', () =>
    withBridge({ silentAfterPosts: 3 }, async (bridge, clock) => {
      let received = 0;
      await bridge.mailslots.create(MAILSLOT_NAME, ({ messages }) => {
        received += messages.length;
      });
      await clock.advance(20_000);
      // The first came before the mailslot was there.
      assert.equal(received, 2);
      assert.equal((await status(bridge)).state, 'running');
    }));

  it('can have a service that tells the SCM that it may no longer post', () =>
    withBridge({ refusedAfterPosts: 3 }, async (bridge, clock) => {
      const codes: number[] = [];
      for (let second = 0; second < 5; second += 1) {
        await clock.advance(1_000);
        codes.push((await status(bridge)).win32ExitCode);
      }
      assert.deepEqual(codes, [0, 0, 5, 5, 5]);
      const manager = await bridge.serviceManager.localComputer(['connect']);
      const service = await manager.openService(SERVICE_NAME, ['stop']);
      await service.control('stop');
      await clock.advance(1_000);
      const { state, win32ExitCode } = await status(bridge);
      assert.deepEqual({ state, win32ExitCode }, { state: 'stopped', win32ExitCode: 0 });
    }));

  it('can have a service that hangs: it stays at its first check point', () =>
    withBridge({ hangs: true }, async (bridge, clock) => {
      const manager = await bridge.serviceManager.localComputer(['connect']);
      const service = await manager.openService(SERVICE_NAME, ['stop']);
      await service.control('stop');
      await clock.advance(60_000);
      const { state, checkPoint, waitHintMs } = await status(bridge);
      assert.deepEqual({ state, checkPoint }, { state: 'stop-pending', checkPoint: 1 });
      assert.ok(waitHintMs < 60_000);
    }));

  it('comes to rest when it is disposed of, also in the middle of things', async () => {
    const clock = new ManualClock();
    const bridge = createSimulatedBridge({ clock });
    const server = await bridge.mailslots.create(MAILSLOT_NAME, () => assert.fail('a batch after the end'));
    const restart = bridge.elevation
      .runElevated(HELPER, { verb: '/stop' }, 60_000, NO_WINDOW)
      .then(() => bridge.elevation.runElevated(HELPER, { verb: '/start' }, 60_000, NO_WINDOW));
    await bridge[Symbol.asyncDispose]();
    assert.equal(await server.ended, undefined);
    await clock.advance(5_000);
    assert.equal(await restart, 1115);
    assert.equal(clock.waiting, 0);
    await bridge[Symbol.asyncDispose]();
  });
});
