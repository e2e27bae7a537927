import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSimulatedBridge, type SimulatedBridge } from '../../engine/simulation/simulated-bridge.ts';
import { surveyServices } from '../../engine/watch/survey.ts';
import { ServicesWatch } from '../../engine/watch/services-watch.ts';
import { ManualClock } from './manual-clock.ts';

const DAY_MS = 24 * 60 * 60_000;
const MINUTE_MS = 60_000;

/** @returns each change within that time, and the bridge afterwards */
async function story(
  seed: number,
  minutes: number,
  look: (bridge: SimulatedBridge) => Promise<void> = () => Promise.resolve(),
) {
  const clock = new ManualClock();
  const begin = clock.now();
  const changes: string[] = [];
  {
    await using bridge = createSimulatedBridge({ clock, neighboursSeed: seed });
    using watch = new ServicesWatch({
      ...{ managers: bridge.serviceManager, registry: bridge.registry, clock, watched: [] },
    });
    watch.onChange(({ service, to, at }) => {
      changes.push(`${String(at - begin)} ${service} ${to.kind === 'present' ? to.status.state : to.kind}`);
    });
    watch.watch(true);
    await clock.advance(minutes * MINUTE_MS);
    await look(bridge);
  }
  assert.equal(clock.waiting, 0, 'a computer that is switched off waits for nothing');
  return changes;
}

describe('the simulated computer with its 300 services', () => {
  it('is in the same trouble each time it begins', async () => {
    await story(1, 0, async (bridge) => {
      const { services, hidden } = await surveyServices(bridge, DAY_MS);
      assert.ok(services.length >= 300, String(services.length));
      assert.deepEqual(hidden, [], 'templates of per-user services are not hidden');
      const troubled = services.flatMap(({ name, attention }) =>
        attention === undefined ? [] : [`${name} ${attention}`],
      );
      assert.deepEqual(troubled, [
        ...['AdatumPrint failed', 'ContosoLicensing failed', 'Spooler not-running', 'WideWorldBridge failed'],
      ]);
      const states = new Map(services.map(({ name, status }) => [name, status.state]));
      assert.deepEqual(
        [states.get('ContosoBackup'), states.get('NorthwindIndexer'), states.get('SigmaSrv')],
        ['stop-pending', 'start-pending', 'running'],
      );
    });
  });

  it('has processes that some services share', async () => {
    await story(1, 0, async (bridge) => {
      const { services } = await surveyServices(bridge, DAY_MS);
      const sharedWith = (name: string) => services.find((one) => one.name === name)?.process?.sharedWith;
      assert.deepEqual(sharedWith('RpcSs'), ['RpcEptMapper']);
      assert.deepEqual(sharedWith('Audiosrv'), []);
    });
  });

  it('has a crash loop, a slow start, and services that come and go', async () => {
    const changes = await story(1, 10);
    const of = (name: string) =>
      changes.filter((change) => change.includes(` ${name} `)).map((change) => change.split(' ')[2]);
    assert.ok(of('ContosoSync').filter((state) => state === 'stopped').length >= 5, of('ContosoSync').join());
    assert.deepEqual(of('NorthwindIndexer'), ['running']);
    assert.ok(of('wuauserv').includes('running'));
    assert.deepEqual(of('WinDefend'), []);
  });

  it('tells the same story for the same seed, and another one for another', async () => {
    const [one, same, other] = [await tell(1), await tell(1), await tell(2)];
    assert.deepEqual(one, same);
    assert.notDeepEqual(one, other);
  });

  it('uses more and more processor time, never less', async () => {
    const clock = new ManualClock();
    await using bridge = createSimulatedBridge({ clock, neighboursSeed: 3 });
    let before = new Map((await bridge.listProcesses()).map((one) => [one.processId, one]));
    for (let round = 0; round < 20; round += 1) {
      await clock.advance(1_000);
      const now = await bridge.listProcesses();
      for (const { processId, processorMs } of now)
        assert.ok(processorMs >= (before.get(processId)?.processorMs ?? 0), String(processId));
      before = new Map(now.map((one) => [one.processId, one]));
    }
  });
});

function tell(seed: number): Promise<string[]> {
  return story(seed, 5);
}
