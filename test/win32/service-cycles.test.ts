import { SERVICE_NAME } from '../../common/product.ts';
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { ServiceState, ServiceStatus } from '../../common/service-status.ts';
import type { Service, ServiceControl } from '../../native-bridge/bridge.ts';
import { isProcessRunning } from '../../native-bridge/win32/process.ts';
import { win32ServiceManagers } from '../../native-bridge/win32/service-manager.ts';
import { scaled } from '../long.ts';
import { SIGMA_SRV } from './places.ts';
import { openPosts, type Posts } from './posts.ts';
import { handleCount } from './process-usage.ts';
import { runProgram, until } from './programs.ts';

const CYCLES = scaled({ short: 20, long: 100 });
/** Once in this many cycles the service is also paused and resumed. */
const PAUSE_EVERY = scaled({ short: 5, long: 10 });
/** Handles are counted from this cycle on: the threads of Node's pool are created first, and stay. */
const WARM_UP = scaled({ short: 8, long: 10 });
/** Fewer than one handle per cycle. */
const TOLERANCE = scaled({ short: 5, long: 20 });

/** Polls until the service is `wanted`. @returns the states that were seen on the way, without repetitions */
async function statesUntil(service: Service, wanted: ServiceState): Promise<ServiceState[]> {
  const states: ServiceState[] = [];
  await until(`the service is ${wanted}`, async () => {
    const { state } = await service.queryStatus();
    if (states.at(-1) !== state) states.push(state);
    return state === wanted;
  });
  return states;
}

async function control(
  service: Service,
  name: ServiceControl,
  wanted: ServiceState,
): Promise<ServiceState[]> {
  await service.control(name);
  return statesUntil(service, wanted);
}

/** A state posted several times in a row counts once. */
function postedStates(posts: Posts, processId: number): ServiceState[] {
  const states = posts.of(processId).map(({ state }) => state);
  return states.filter((state, index) => state !== states[index - 1]);
}

/** Starts the service, has it post, and stops it. @returns the ID of its process */
async function cycle(service: Service, posts: Posts, withPause: boolean): Promise<number> {
  posts.forget();
  await service.start();
  assert.deepEqual(await withoutPending(statesUntil(service, 'running'), 'start-pending'), ['running']);
  const { processId } = await service.queryStatus();
  assert.ok(processId !== undefined && isProcessRunning(processId));
  await until('it posts', () => posts.of(processId).some(({ state }) => state === 'running'));
  if (withPause) {
    assert.deepEqual(await control(service, 'pause', 'paused'), ['paused']);
    assert.deepEqual(await control(service, 'continue', 'running'), ['running']);
  }
  assert.deepEqual(await withoutPending(control(service, 'stop', 'stopped'), 'stop-pending'), ['stopped']);
  assertEnded(await service.queryStatus());
  await until('its process has ended', () => !isProcessRunning(processId));
  // Its last posts may still be on their way through the reader's thread.
  await until('its last status arrives', () => posts.of(processId).at(-1)?.state === 'stop-pending');
  const rest = withPause ? (['paused', 'running'] as const) : [];
  assert.deepEqual(postedStates(posts, processId), ['start-pending', 'running', ...rest, 'stop-pending']);
  return processId;
}

/** Removes the pending state, which may be over before the first poll. */
async function withoutPending(
  states: Promise<ServiceState[]>,
  pending: ServiceState,
): Promise<ServiceState[]> {
  const [first, ...others] = await states;
  return first === undefined || first === pending ? others : [first, ...others];
}

function assertEnded({ state, win32ExitCode, processId, acceptedControls }: ServiceStatus): void {
  assert.equal(state, 'stopped');
  assert.equal(win32ExitCode, 0);
  assert.equal(processId, undefined);
  assert.deepEqual(acceptedControls, []);
}

describe('SigmaSrv', () => {
  before(() => runProgram(SIGMA_SRV, ['/register']));
  after(() => runProgram(SIGMA_SRV, ['/unregister']));

  test(`starts, posts and stops ${String(CYCLES)} times, and leaves nothing behind each time`, async (context) => {
    await using posts = await openPosts();
    using manager = await win32ServiceManagers.localComputer(['connect']);
    using service = await manager.openService(SERVICE_NAME, [
      'query-status',
      'start',
      'stop',
      'pause-continue',
    ]);
    let handles = 0;
    let previous: number | undefined;
    for (let count = 1; count <= CYCLES; count += 1) {
      const processId = await cycle(service, posts, count % PAUSE_EVERY === 0);
      assert.notEqual(processId, previous);
      previous = processId;
      if (count === WARM_UP) handles = await handleCount();
    }
    const growth = (await handleCount()) - handles;
    context.diagnostic(`${String(growth)} more handles after ${String(CYCLES - WARM_UP)} cycles`);
    assert.ok(growth < TOLERANCE, `${String(growth)} more handles`);
  });
});
