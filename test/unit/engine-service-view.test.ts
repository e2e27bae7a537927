import type { ScmView } from '../../common/view.ts';
import { SERVICE_NAME } from '../../common/product.ts';
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { Win32Error } from '../../common/win32-error.ts';
import { CONFIGURATION_AGE_MS } from '../../engine/watch/service-reading.ts';
import type { Service, ServiceAccess } from '../../native-bridge/bridge.ts';
import { createSimulatedBridge, type SimulatedBridge } from '../../engine/simulation/simulated-bridge.ts';
import { ManualClock } from './manual-clock.ts';
import { timeUntil, watchedMonitor, withServices } from './engine-subject.ts';

type PresentService = Extract<ScmView, { kind: 'present' }>;

describe('what the window knows of the service', () => {
  let clock: ManualClock;
  let bridge: SimulatedBridge;
  let subject: ReturnType<typeof watchedMonitor>;

  function begin(change?: (service: Service, access: readonly ServiceAccess[]) => Service): void {
    subject = watchedMonitor(change === undefined ? bridge : withServices(bridge, change), clock);
  }

  function present(): PresentService {
    const { scm: service } = subject.shown();
    assert.ok(service.kind === 'present', service.kind);
    return service;
  }

  async function describeAs(description: string): Promise<void> {
    using manager = await bridge.serviceManager.localComputer(['connect']);
    using service = await manager.openService(SERVICE_NAME, ['change-config']);
    await service.changeSetting('description', description);
  }

  beforeEach(() => {
    clock = new ManualClock();
    bridge = createSimulatedBridge({ clock });
  });

  afterEach(async () => {
    await subject.monitor[Symbol.asyncDispose]();
    await bridge[Symbol.asyncDispose]();
    assert.equal(clock.waiting, 0, 'a timer was left behind');
  });

  it('is how it is registered', async () => {
    begin();
    await clock.advance(100);
    const { configuration } = present();
    assert.ok(configuration !== undefined);
    const { displayName, imagePath, startType, account, ...settings } = configuration;
    assert.equal(displayName, 'Sigma Support Service');
    assert.match(imagePath, /^".*SigmaSrv\.exe"$/);
    assert.equal(startType, 'demand');
    assert.equal(account, String.raw`NT AUTHORITY\LocalService`);
    assert.match(settings.description ?? '', /mailslot/);
    assert.equal(settings.failureActions?.actions[0]?.type, 'restart');
    assert.equal(settings.failureActionsOnNonCrash, true);
    assert.equal(settings.delayedAutoStart, false);
    assert.equal(settings.isUserInControl, false);
    assert.equal(settings.mayControl, true);
  });

  it('follows what others change in some seconds, and at once when it is asked to', async () => {
    begin();
    await clock.advance(100);
    await describeAs('changed');
    await clock.advance(CONFIGURATION_AGE_MS + 1100);
    assert.equal(present().configuration?.description, 'changed');
    await describeAs('changed again');
    await timeUntil(clock, subject.monitor.refresh());
    await clock.advance(20);
    assert.equal(present().configuration?.description, 'changed again');
  });

  it('is read now and then only, also while an operation looks at the state again and again', async () => {
    let readings = 0;
    begin((service, access) => {
      if (access.includes('query-config')) readings += 1;
      return service;
    });
    await clock.advance(3 * CONFIGURATION_AGE_MS - 2000);
    assert.equal(readings, 3);
    await timeUntil(clock, subject.monitor.perform({ task: 'stop' }));
    assert.equal(readings, 4);
  });

  it('is what the system tells, without what it lacks (124) or denies (5)', async () => {
    begin((service, access) => {
      const querySetting = service.querySetting.bind(service);
      service.querySetting = (setting) => {
        if (setting !== 'delayedAutoStart') return querySetting(setting);
        return Promise.reject(new Win32Error('QueryServiceConfig2W', 124));
      };
      if (access.includes('read-control')) throw new Win32Error('OpenServiceW', 5);
      return service;
    });
    await clock.advance(100);
    const { configuration } = present();
    assert.equal(configuration?.startType, 'demand');
    assert.equal(configuration.delayedAutoStart, undefined);
    assert.equal(configuration.isUserInControl, undefined);
    assert.equal(configuration.failureActionsOnNonCrash, true);
  });

  it('is not that this user needs no prompt, if it is another who needs none', async () => {
    let mayControl = false;
    begin((service, access) => {
      service.queryAccessList = () => Promise.resolve('D:(A;;CCLCSWRPWPDTLORC;;;S-1-5-21-1-2-3-1002)');
      if (access.includes('pause-continue') && !mayControl) throw new Win32Error('OpenServiceW', 5);
      return service;
    });
    await clock.advance(100);
    assert.equal(present().configuration?.isUserInControl, false);
    assert.equal(present().configuration?.mayControl, false);
    mayControl = true;
    await clock.advance(CONFIGURATION_AGE_MS + 1100);
    assert.equal(present().configuration?.isUserInControl, true);
    assert.equal(present().configuration?.mayControl, true);
  });

  it('is its state even if its configuration may not be read (5)', async () => {
    begin((service, access) => {
      if (access.includes('query-config')) throw new Win32Error('OpenServiceW', 5);
      return service;
    });
    await clock.advance(100);
    assert.equal(present().status.state, 'running');
    assert.equal(present().configuration, undefined);
  });

  it('is how far it is while it stops, and not a moment longer', async () => {
    begin();
    await clock.advance(1000);
    await timeUntil(clock, subject.monitor.perform({ task: 'stop' }));
    await clock.advance(100);
    const services = subject.batches.flatMap(
      ({ patch }) => patch?.services?.flatMap(({ scm }) => scm ?? []) ?? [],
    );
    const pending = services.filter(
      (service) => service.kind === 'present' && service.status.state === 'stop-pending',
    ) as PresentService[];
    assert.ok(pending.length > 0);
    for (const { progress, status } of pending) {
      assert.equal(progress?.checkPoint, status.checkPoint);
      assert.equal(progress.waitHintMs, status.waitHintMs);
      assert.ok(progress.since <= clock.now());
    }
    assert.equal(present().status.state, 'stopped');
    assert.equal(present().progress, undefined);
  });

  it('is when its process started, and again after it was started again', async () => {
    begin();
    const started = clock.now();
    await clock.advance(5000);
    assert.equal(present().startedAt, started);
    await timeUntil(clock, subject.monitor.perform({ task: 'stop' }));
    await clock.advance(20);
    assert.equal(present().startedAt, undefined);
    const restarted = clock.now();
    await timeUntil(clock, subject.monitor.perform({ task: 'start' }));
    await clock.advance(3000);
    assert.equal(present().startedAt, restarted);
  });
});
