import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { StartupType } from '../../common/service-configuration.ts';
import { Win32Error } from '../../common/win32-error.ts';
import { OWN_SERVICE } from '../../common/service-profile.ts';
import { changeStartupType } from '../../engine/jobs/startup-type.ts';
import { createSimulatedBridge, type SimulatedBridge } from '../../engine/simulation/simulated-bridge.ts';
import { withServices } from './engine-subject.ts';
import { ManualClock } from './manual-clock.ts';

const TYPES: readonly StartupType[] = ['auto', 'delayed-auto', 'demand', 'disabled'];

describe('changing the startup type of a service', () => {
  let bridge: SimulatedBridge;

  beforeEach(() => {
    bridge = createSimulatedBridge({ clock: new ManualClock() });
  });
  afterEach(() => bridge[Symbol.asyncDispose]());

  async function stored() {
    using manager = await bridge.serviceManager.localComputer(['connect']);
    using service = await manager.openService(OWN_SERVICE.name, ['query-config', 'query-status']);
    const { startType } = await service.queryConfiguration();
    const { state } = await service.queryStatus();
    return { startType, isDelayed: await service.querySetting('delayedAutoStart'), state };
  }

  for (const from of TYPES) {
    for (const to of TYPES) {
      it(`goes from ${from} to ${to}, and the service keeps running`, async () => {
        await changeStartupType(from, OWN_SERVICE, bridge.serviceManager);
        await changeStartupType(to, OWN_SERVICE, bridge.serviceManager);
        const startType = to === 'delayed-auto' ? 'auto' : to;
        assert.deepEqual(await stored(), { startType, isDelayed: to === 'delayed-auto', state: 'running' });
      });
    }
  }

  it('changes nothing if its second half fails (87)', async () => {
    const { serviceManager } = withServices(bridge, (service) => {
      // As Windows does for a service that belongs to a load ordering group.
      service.changeSetting = () => Promise.reject(new Win32Error('ChangeServiceConfig2W', 87));
      return service;
    });
    await assert.rejects(changeStartupType('delayed-auto', OWN_SERVICE, serviceManager), { code: 87 });
    assert.deepEqual(await stored(), { startType: 'demand', isDelayed: false, state: 'running' });
  });

  it('fails if Windows accepts it and does not store it (1610)', async () => {
    const { serviceManager } = withServices(bridge, (service) => {
      service.changeConfiguration = () => Promise.resolve();
      return service;
    });
    await assert.rejects(changeStartupType('disabled', OWN_SERVICE, serviceManager), { code: 1610 });
  });
});
