import { SERVICE_NAME } from '../../common/product.ts';
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { ServiceState } from '../../common/service-status.ts';
import type { Service, ServiceManager } from '../../native-bridge/bridge.ts';
import { isProcessRunning } from '../../native-bridge/win32/process.ts';
import { win32ServiceManagers } from '../../native-bridge/win32/service-manager.ts';
import { peer, REGISTERED_SIGMA_SRV } from './places.ts';
import { openPosts, type Posts } from './posts.ts';
import { runProgram, until, type Finished } from './programs.ts';
import { loggedEvents, sigmaSrv } from './sigma-srv.ts';

/** SERVICE_START_PENDING and SERVICE_STOP_PENDING. */
const START_PENDING = '2';
const STOP_PENDING = '3';

/** In whatever state a service's process is killed, the user is told so, and can start it again. */
describe('a service whose process is killed', () => {
  let posts: Posts;
  let manager: ServiceManager;
  let service: Service;

  before(async () => {
    await sigmaSrv('/register');
    posts = await openPosts();
    manager = await win32ServiceManagers.localComputer(['connect']);
    service = await manager.openService(SERVICE_NAME, [
      'query-status',
      'change-config',
      'start',
      'stop',
      'pause-continue',
    ]);
  });
  after(async () => {
    service[Symbol.dispose]();
    manager[Symbol.dispose]();
    await posts[Symbol.asyncDispose]();
    await sigmaSrv('/unregister');
  });

  async function untilState(wanted: ServiceState): Promise<void> {
    await until(`it is ${wanted}`, async () => (await service.queryStatus()).state === wanted);
  }

  /** Starts SigmaSrv as the user does. @returns its process ID, once it has posted */
  async function start(): Promise<number> {
    posts.forget();
    const { exitCode, output } = await sigmaSrv('/start');
    assert.equal(exitCode, 0, output);
    const { processId } = await service.queryStatus();
    assert.ok(processId !== undefined);
    await until('it posts', () => posts.of(processId).filter(({ state }) => state === 'running').length >= 2);
    assert.deepEqual(
      posts.of(processId).map(({ seq }) => seq),
      posts.of(processId).map((_post, index) => index + 1),
      'its messages start over, without a gap',
    );
    return processId;
  }

  /** Ends the process as an impatient user does. */
  async function taskkill(processId: number): Promise<void> {
    const { exitCode, output } = await runProgram('taskkill.exe', ['/F', '/PID', String(processId)]);
    assert.equal(exitCode, 0, output);
  }

  /** Waits until the SCM reports the state, and kills the process at once. @returns the killing program's result */
  function killIn(state: string): Promise<Finished> {
    return runProgram(peer('kill-service'), [SERVICE_NAME, state, '20']);
  }

  function processIdOf({ exitCode, output }: Finished): number {
    assert.equal(exitCode, 0, output);
    return Number(output);
  }

  async function assertKilled(processId: number): Promise<void> {
    await until('the SCM knows', async () => (await service.queryStatus()).state === 'stopped');
    const status = await service.queryStatus();
    assert.equal(status.win32ExitCode, 1067);
    assert.equal(status.processId, undefined);
    assert.deepEqual(status.acceptedControls, []);
    assert.ok(!isProcessRunning(processId), 'the process is gone');
    const { exitCode, output } = await sigmaSrv('/status');
    assert.equal(exitCode, 0);
    assert.match(output, /is stopped, last exit code 1067 \(ERROR_PROCESS_ABORTED: .*ended unexpectedly/);
  }

  async function assertStartsAgain(killed: number): Promise<void> {
    assert.notEqual(await start(), killed);
    assert.equal((await sigmaSrv('/stop')).exitCode, 0);
    assert.ok(loggedEvents('service').length > 0);
  }

  test('while it is running', async () => {
    const processId = await start();
    await taskkill(processId);
    await assertKilled(processId);
    await assertStartsAgain(processId);
  });

  test('while it is paused', async () => {
    const processId = await start();
    assert.equal((await sigmaSrv('/pause')).exitCode, 0);
    await taskkill(processId);
    await assertKilled(processId);
    await assertStartsAgain(processId);
  });

  test('while it starts, before it has reported anything', async () => {
    const killing = killIn(START_PENDING);
    const { exitCode } = await sigmaSrv('/start');
    const processId = processIdOf(await killing);
    assert.ok([1053, 1067].includes(exitCode), String(exitCode));
    assert.equal((await service.queryStatus()).state, 'stopped');
    assert.match((await sigmaSrv('/status')).output, /is stopped/);
    await assertStartsAgain(processId);
  });

  test('while it starts slowly, and while it stops slowly', async () => {
    await service.changeConfiguration({ executable: peer('slow-service') });
    try {
      await service.start();
      await untilState('start-pending');
      const starting = processIdOf(await killIn(START_PENDING));
      await assertKilled(starting);

      await service.start();
      await untilState('running');
      const killing = killIn(STOP_PENDING);
      await service.control('stop');
      const stopping = processIdOf(await killing);
      await assertKilled(stopping);
    } finally {
      await service.changeConfiguration({ executable: REGISTERED_SIGMA_SRV });
    }
    await assertStartsAgain(0);
  });

  test('reports that it is not active if it is controlled before it is started again (1062)', async () => {
    const processId = await start();
    await taskkill(processId);
    assert.equal((await sigmaSrv('/pause')).exitCode, 1062);
    assert.equal((await sigmaSrv('/continue')).exitCode, 1062);
    assert.equal((await sigmaSrv('/stop')).exitCode, 0, 'a stopped service needs no stop');
    const config = await sigmaSrv('/config', 'PostIntervalMs=1000');
    assert.equal(config.exitCode, 0, config.output);
    assert.match(config.output, /from the next start/);
    assert.equal((await sigmaSrv('/restart')).exitCode, 0);
    assert.equal((await service.queryStatus()).state, 'running');
  });

  test('can be removed', async () => {
    const { processId } = await service.queryStatus();
    await taskkill(processId ?? 0);
    service[Symbol.dispose]();
    const { exitCode, output } = await sigmaSrv('/unregister');
    assert.equal(exitCode, 0, output);
    assert.equal((await sigmaSrv('/status')).exitCode, 1060);
  });
});
