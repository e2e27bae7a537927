import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { OWN_SERVICE } from '../../common/service-profile.ts';
import { Win32Error } from '../../common/win32-error.ts';
import { createSimulatedBridge, type SimulatedBridge } from '../../engine/simulation/simulated-bridge.ts';
import { describeService, serviceAsJson } from '../../service/cli/status-verb.ts';
import { withServices } from './engine-subject.ts';
import { ManualClock } from './manual-clock.ts';

describe('/status', () => {
  let bridge: SimulatedBridge;

  beforeEach(() => {
    bridge = createSimulatedBridge({ clock: new ManualClock() });
  });
  afterEach(() => bridge[Symbol.asyncDispose]());

  it('has the state first, and what Windows knows below it', async () => {
    const lines = (await describeService(OWN_SERVICE, bridge)).split('\n');
    assert.match(lines[0] ?? '', /^Sigma Support Service is running, process \d+$/);
    assert.ok(lines.includes('  Key name:             SigmaSrv'), lines.join('\n'));
    assert.ok(lines.includes('  Startup type:         Manual'));
    assert.ok(lines.includes(String.raw`  Log on as:            NT AUTHORITY\LocalService`));
    assert.ok(lines.some((line) => /^ {2}Running since: +\d{4}-\d\d-\d\dT/.test(line)));
    assert.ok(!lines.some((line) => /Depends on|Shares process|Not known/.test(line)));
  });

  for (const [startType, isDelayed, isTriggerStart, text] of [
    ['auto', false, false, 'Automatic'],
    ['auto', true, false, 'Automatic (Delayed Start)'],
    ['auto', false, true, 'Automatic (Trigger Start)'],
    ['auto', true, true, 'Automatic (Delayed Start, Trigger Start)'],
    ['demand', true, true, 'Manual (Trigger Start)'],
    ['disabled', true, true, 'Disabled'],
  ] as const) {
    it(`calls the startup type ${text}, as Windows does`, async () => {
      using manager = await bridge.serviceManager.localComputer(['connect']);
      using service = await manager.openService(OWN_SERVICE.name, ['change-config']);
      await service.changeConfiguration({ startType });
      await service.changeSetting('delayedAutoStart', isDelayed);
      const seen: SimulatedBridge = {
        ...bridge,
        serviceRegistrations: () =>
          bridge.serviceRegistrations().map(({ name, registration }) => {
            return { name, registration: { ...registration, isTriggerStart } };
          }),
      };
      const lines = (await describeService(OWN_SERVICE, seen)).split('\n');
      assert.ok(lines.includes(`  Startup type:         ${text}`), lines.join('\n'));
    });
  }

  it('says what could not be read and why, and shows everything else', async () => {
    const damaged = withServices(bridge, (service) => {
      const query = service.querySetting.bind(service);
      service.querySetting = (setting) =>
        setting === 'description'
          ? Promise.reject(new Win32Error('QueryServiceConfig2W', 15_100))
          : query(setting);
      return service;
    });
    const text = await describeService(OWN_SERVICE, damaged);
    assert.match(
      text,
      /^ {2}Not known, because QueryServiceConfig2W failed with Win32 error 15100: description$/m,
    );
    assert.match(text, /Startup type: +Manual/);
    const json = JSON.parse(await serviceAsJson(OWN_SERVICE, damaged)) as Record<string, unknown>;
    assert.deepEqual(json['unknown'], [{ detail: 'description', api: 'QueryServiceConfig2W', code: 15_100 }]);
    assert.equal(json['description'], undefined);
    assert.deepEqual([json['sidType'], json['mayControl']], ['unrestricted', true]);
  });

  it('is there for a user who may see the state and nothing else (5)', async () => {
    const denied: SimulatedBridge = {
      ...bridge,
      serviceManager: {
        async localComputer(access) {
          const manager = await bridge.serviceManager.localComputer(access);
          const open = manager.openService.bind(manager);
          manager.openService = (name, rights) =>
            rights.every((right) => right === 'query-status')
              ? open(name, rights)
              : Promise.reject(new Win32Error('OpenServiceW', 5));
          return manager;
        },
      },
    };
    const json = JSON.parse(await serviceAsJson(OWN_SERVICE, denied)) as Record<string, unknown>;
    assert.deepEqual([json['state'], json['mayControl']], ['running', false]);
    assert.deepEqual(
      (json['unknown'] as { readonly detail: string }[]).map(({ detail }) => detail),
      ['configuration', 'runningDependents'],
    );
  });

  it('lets no text of the service look like a line of its own', async () => {
    const hostile = withServices(bridge, (service) => {
      service.querySetting = (setting) =>
        setting === 'description'
          ? Promise.resolve('fine\n  Log on as: Administrator' as never)
          : Promise.reject(new Win32Error('QueryServiceConfig2W', 124));
      return service;
    });
    const lines = (await describeService(OWN_SERVICE, hostile)).split('\n');
    assert.equal(lines.filter((line) => /^ {2}Log on as/.test(line)).length, 1);
  });
});
