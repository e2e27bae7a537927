import { MAILSLOT_NAME } from '../../common/product.ts';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodeMessage } from '../../common/status-message.ts';
import { chooseBridge } from '../../electron/choose-bridge.ts';
import { OWN_SERVICE } from '../../common/service-profile.ts';
import type { ServiceReading } from '../../engine/watch/service-reading.ts';
import { ServicesWatch } from '../../engine/watch/services-watch.ts';
import type { NativeBridge } from '../../native-bridge/bridge.ts';
import { systemClock } from '../../native-bridge/clock.ts';

async function readOwnService({ serviceManager: managers, registry }: NativeBridge): Promise<ServiceReading> {
  using watch = new ServicesWatch({ managers, registry, clock: systemClock, watched: [OWN_SERVICE] });
  return (await watch.refresh()).of(OWN_SERVICE.name);
}

describe('the bridge', () => {
  it('is the simulated one off Windows, with a running service', async () => {
    const { bridge, close } = await chooseBridge('linux', {});
    assert.equal(bridge.kind, 'simulated');
    const reading = await readOwnService(bridge);
    assert.equal(reading.kind === 'present' ? reading.status.state : reading.kind, 'running');
    await close();
  });

  it('has some 300 services, whose story the seed tells', async () => {
    const usages = await Promise.all(
      ['', 'seed-1', 'seed-2'].map(async (SIGMA_SIMULATION) => {
        const { bridge, close } = await chooseBridge('linux', { SIGMA_SIMULATION });
        using manager = await bridge.serviceManager.localComputer(['connect', 'enumerate']);
        const services = await manager.enumerateServices();
        const usage = (await bridge.listProcesses()).map(({ threads }) => threads);
        await close();
        assert.ok(services.length >= 300);
        return usage.join();
      }),
    );
    assert.equal(usages[0], usages[1]);
    assert.notEqual(usages[0], usages[2]);
  });

  it('is told by SIGMA_SIMULATION what to simulate', async () => {
    const { bridge, close } = await chooseBridge('linux', {
      SIGMA_SIMULATION: 'not-installed,mailslot-taken',
    });
    assert.equal((await readOwnService(bridge)).kind, 'absent');
    await close();
  });

  it('floods as much as the word says', async () => {
    const { bridge, close } = await chooseBridge('linux', { SIGMA_SIMULATION: 'not-installed,flood-1000' });
    const texts: string[] = [];
    const enough = Promise.withResolvers<undefined>();
    await bridge.mailslots.create(MAILSLOT_NAME, ({ messages }) => {
      texts.push(...messages.map(({ bytes }) => decodeMessage(bytes).text));
      if (texts.length >= 50) enough.resolve(undefined);
    });
    await enough.promise;
    await close();
    const numbers = texts.map((text) => Number(/^Message (\d+) /.exec(text)?.[1]));
    assert.ok(
      numbers.every((number, index) => number === (numbers[0] ?? 0) + index),
      texts.join(),
    );
  });

  it('refuses a word that means nothing', async () => {
    await assert.rejects(
      chooseBridge('linux', { SIGMA_SIMULATION: 'not-instaled' }),
      /"not-instaled" is not one of/,
    );
  });
});
