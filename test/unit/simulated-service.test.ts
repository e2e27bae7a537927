import { MAILSLOT_NAME, SERVICE_NAME } from '../../common/product.ts';
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { ServiceState } from '../../common/service-status.ts';
import { decodeMessage, type DecodedMessage } from '../../common/status-message.ts';
import type { Service } from '../../native-bridge/bridge.ts';
import { createSimulatedBridge, type SimulatedBridge } from '../../engine/simulation/simulated-bridge.ts';
import { nextStatus } from '../../service/host/lifecycle.ts';
import { failsWith } from '../conformance/expectations.ts';
import { ALL_ACCESS } from '../conformance/services.ts';
import { ManualClock } from './manual-clock.ts';

describe('the simulated SigmaSrv', () => {
  let clock: ManualClock;
  let bridge: SimulatedBridge;
  let service: Service;
  let posts: DecodedMessage[];

  beforeEach(async () => {
    clock = new ManualClock();
    bridge = createSimulatedBridge({ clock });
    posts = [];
    await bridge.mailslots.create(MAILSLOT_NAME, ({ messages }) => {
      posts.push(...messages.map(({ bytes }) => decodeMessage(bytes)));
    });
    const manager = await bridge.serviceManager.localComputer(['connect']);
    service = await manager.openService(SERVICE_NAME, ALL_ACCESS);
  });
  afterEach(() => bridge[Symbol.asyncDispose]());

  async function state(): Promise<ServiceState> {
    return (await service.queryStatus()).state;
  }

  async function stop(): Promise<void> {
    await service.control('stop');
    await clock.advance(1_000);
    assert.equal(await state(), 'stopped');
    posts.length = 0;
  }

  it('runs from the beginning, installed in a quoted path', async () => {
    assert.equal(await state(), 'running');
    const { imagePath, account, startType } = await service.queryConfiguration();
    assert.equal(imagePath, String.raw`"C:\Program Files\Sigma\SigmaSrv.exe"`);
    assert.equal(account, String.raw`NT AUTHORITY\LocalService`);
    assert.equal(startType, 'demand');
  });

  it('accepts the controls that SigmaSrv itself accepts', async () => {
    const running = nextStatus(nextStatus(undefined, 'start-pending'), 'running');
    assert.deepEqual((await service.queryStatus()).acceptedControls, running?.acceptedControls);
  });

  it('posts its status once a second', async () => {
    await clock.advance(3_000);
    const { processId } = await service.queryStatus();
    assert.deepEqual(
      posts.map(({ text }) => text),
      [1, 2, 3].map((second) => `Sigma Support Service is running, up 0:00:0${String(second)}`),
    );
    assert.deepEqual(
      posts.map(({ pairs }) => pairs?.pid),
      [processId, processId, processId],
    );
    assert.equal(posts[2]?.pairs?.at, clock.now());
    assert.ok(posts.every(({ malformed }) => !malformed));
  });

  it('passes check points on its way to running and to stopped', async () => {
    await stop();
    await service.start();
    assert.deepEqual(await passedCheckPoints('start-pending'), [1, 2, 3]);
    assert.equal(await state(), 'running');
    await service.control('stop');
    assert.deepEqual(await passedCheckPoints('stop-pending'), [1, 2, 3]);
    assert.equal(await state(), 'stopped');
  });

  async function passedCheckPoints(pending: ServiceState): Promise<number[]> {
    const checkPoints = new Set<number>();
    for (
      let status = await service.queryStatus();
      status.state === pending;
      status = await service.queryStatus()
    ) {
      assert.ok(status.waitHintMs > 0);
      assert.notEqual(status.processId, undefined);
      assert.deepEqual(status.acceptedControls, []);
      checkPoints.add(status.checkPoint);
      await clock.advance(10);
    }
    return [...checkPoints];
  }

  it('takes no control while it starts: stop is not accepted (1052), others cannot be sent (1061)', async () => {
    await stop();
    await service.start();
    assert.equal(await state(), 'start-pending');
    await failsWith(1052, service.control('stop'));
    await failsWith(1061, service.control('pause'));
    await failsWith(1061, service.control('interrogate'));
    await failsWith(1056, service.start());
  });

  it('takes no control while it stops (1061)', async () => {
    await service.control('stop');
    assert.equal(await state(), 'stop-pending');
    await failsWith(1061, service.control('stop'));
    await failsWith(1061, service.control('interrogate'));
    await failsWith(1056, service.start());
  });

  it('numbers its posts from 1 on with every start, in a process of its own', async () => {
    const processIds = new Set<number | undefined>();
    for (let round = 0; round < 3; round += 1) {
      await stop();
      await service.start();
      await clock.advance(2_000);
      processIds.add((await service.queryStatus()).processId);
      assert.deepEqual(
        posts.map(({ pairs }) => [pairs?.seq, pairs?.state]),
        [
          [1, 'start-pending'],
          [2, 'running'],
          [3, 'running'],
        ],
      );
    }
    assert.equal(processIds.size, 3);
  });

  it('reports that it pauses, and keeps posting', async () => {
    await service.control('pause');
    await clock.advance(2_000);
    assert.equal(await state(), 'paused');
    assert.deepEqual(
      posts.map(({ pairs }) => pairs?.state),
      ['paused', 'paused', 'paused'],
    );
    await service.control('continue');
    await clock.advance(0);
    assert.equal(posts.at(-1)?.pairs?.state, 'running');
  });

  it('posts a last message when it stops, and nothing after that', async () => {
    await service.control('stop');
    await clock.advance(10_000);
    assert.deepEqual(
      posts.map(({ pairs }) => pairs?.state),
      ['stop-pending'],
    );
  });

  it('is stopped with ERROR_PROCESS_ABORTED (1067) when its process is killed, and can start again', async () => {
    bridge.simulation.killServiceProcess();
    const status = await service.queryStatus();
    assert.equal(status.state, 'stopped');
    assert.equal(status.win32ExitCode, 1067);
    assert.equal(status.processId, undefined);
    await clock.advance(5_000);
    assert.deepEqual(posts, []);
    await service.start();
    await clock.advance(1_000);
    assert.equal(await state(), 'running');
    assert.equal((await service.queryStatus()).win32ExitCode, 0);
  });

  it('stays as it is when it is killed while it has no process', async () => {
    await stop();
    bridge.simulation.killServiceProcess();
    assert.equal((await service.queryStatus()).win32ExitCode, 0);
  });

  it('continues while nobody owns the mailslot', async () => {
    await bridge[Symbol.asyncDispose]();
    bridge = createSimulatedBridge({ clock });
    await clock.advance(5_000);
    const received: DecodedMessage[] = [];
    await bridge.mailslots.create(MAILSLOT_NAME, ({ messages }) => {
      received.push(...messages.map(({ bytes }) => decodeMessage(bytes)));
    });
    await clock.advance(1_000);
    assert.deepEqual(
      received.map(({ pairs }) => pairs?.up),
      [6],
    );
  });
});
