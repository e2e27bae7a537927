import assert from 'node:assert/strict';
import { Win32Error } from '../../common/win32-error.ts';
import type { Service, ServiceManager } from '../../native-bridge/bridge.ts';
import type { SimulatedBridge } from '../../engine/simulation/simulated-bridge.ts';
import type { ManualClock } from './manual-clock.ts';
import type { PostWatch } from './post-watch.ts';
import type { ModelService, Refusals, ScmModel } from './scm-model.ts';

/** The simulated computer under test. */
export interface RealScm {
  readonly bridge: SimulatedBridge;
  readonly manager: ServiceManager;
  readonly clock: ManualClock;
  readonly posts: PostWatch;
  /** At the same places as the model's. */
  readonly handles: Service[];
}

/** What has happened in all runs together, so that a test can tell that it has tested something. */
export interface Tally {
  transitions: number;
  readonly refusals: Set<number>;
}

/** Passes if the call is refused with one of the expected codes, or succeeds where none is expected. */
export async function expectAnswer<T>(
  expected: Refusals,
  answer: Promise<T>,
  { refusals }: Tally,
): Promise<T | undefined> {
  try {
    const value = await answer;
    assert.deepEqual(expected, [], 'it was not refused');
    return value;
  } catch (error) {
    if (!(error instanceof Win32Error)) throw error;
    const wanted = expected.join(' or ') || 'success';
    assert.ok(expected.includes(error.code), `${error.message} instead of ${wanted}`);
    refusals.add(error.code);
    return undefined;
  }
}

/** Compares all there is to see with the model: each service through a handle of its own, the list, and the posts. */
export async function compare(model: ScmModel, real: RealScm, tally: Tally): Promise<void> {
  for (const service of [...model.services.values()]) {
    if (await look(service, model, real)) tally.transitions += 1;
    model.forget(service);
  }
  const services = [...model.services.values()];
  assert.deepEqual(
    (await real.manager.enumerateServices()).map(({ name, status }) => ({ name, state: status.state })),
    services.map(({ name, state }) => ({ name, state })),
  );
  real.posts.judge(services);
  const processes = services.filter(({ isAlive }) => isAlive).length;
  assert.equal(
    real.clock.waiting,
    processes,
    'every process waits for one thing, and nobody else for anything',
  );
}

/** @returns whether the service's state has changed */
async function look(service: ModelService, model: ScmModel, { manager, posts }: RealScm): Promise<boolean> {
  const isUnheld = service.isMarked && !model.isHeld(service);
  try {
    using handle = await manager.openService(service.name, ['query-status']);
    const status = await handle.queryStatus();
    assert.ok(
      !isUnheld || status.state !== 'stopped',
      'it stays although it has stopped and nobody holds it',
    );
    return service.see(status, (processId) => posts.isKnown(processId));
  } catch (error) {
    if (!(error instanceof Win32Error) || error.code !== 1060) throw error;
    assert.ok(isUnheld && service.mayHaveStopped, 'it is gone too early');
    service.stopUnseen();
    return true;
  }
}
