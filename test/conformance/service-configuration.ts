import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Service, ServiceManager } from '../../native-bridge/bridge.ts';
import type { ServiceSetting, ServiceSettings } from '../../native-bridge/service-settings.ts';
import { failsWith } from './expectations.ts';
import { newDefinition, withManager, withNewService, withOpenService } from './services.ts';
import { skipWithout, type BridgeSubject, type CurrentSubject } from './subject.ts';

/** What the SCM stores about an existing service, and its lists of services. */
export function describeServiceConfiguration(current: CurrentSubject): void {
  const withService = (
    subject: BridgeSubject,
    work: (service: Service, manager: ServiceManager, name: string) => Promise<void>,
  ): Promise<void> =>
    withManager(subject, (manager) => {
      const definition = newDefinition(subject);
      return withNewService(manager, definition, (service) => work(service, manager, definition.name));
    });

  async function keeps<Setting extends ServiceSetting>(
    service: Service,
    setting: Setting,
    ...values: readonly ServiceSettings[Setting][]
  ): Promise<void> {
    for (const value of values) {
      await service.changeSetting(setting, value);
      assert.deepEqual(await service.querySetting(setting), value, setting);
    }
  }

  describe('service configuration', () => {
    it('changes what it is asked to, and leaves the rest as it is', async (test) => {
      const subject = current();
      if (skipWithout('create-service', subject, test)) return;
      await withService(subject, async (service) => {
        const before = await service.queryConfiguration();
        await service.changeConfiguration({ startType: 'auto' });
        assert.deepEqual(await service.queryConfiguration(), { ...before, startType: 'auto' });
        await service.changeConfiguration({ executable: subject.missingExecutable });
        const { imagePath, startType } = await service.queryConfiguration();
        assert.equal(imagePath, `"${subject.missingExecutable}"`);
        assert.equal(startType, 'auto');
      });
    });

    it('finds a service by its display name, also a changed one', async (test) => {
      const subject = current();
      if (skipWithout('create-service', subject, test)) return;
      await withService(subject, async (service, manager, name) => {
        const displayName = `${name} Σ renamed`;
        assert.equal(await manager.findByDisplayName(displayName), undefined);
        await service.changeConfiguration({ displayName });
        assert.equal(await manager.findByDisplayName(displayName), name);
      });
    });

    it('keeps the description and the pre-shutdown time', async (test) => {
      const subject = current();
      if (skipWithout('create-service', subject, test)) return;
      await withService(subject, async (service) => {
        assert.equal(await service.querySetting('description'), '');
        await keeps(service, 'description', 'Σ tells how it is', 'x'.repeat(20_000), 'again');
        await keeps(service, 'preShutdownTimeoutMs', 5_000, 180_000);
      });
    });

    it('keeps failure actions, privileges, SID type and delayed start', async (test) => {
      const subject = current();
      if (skipWithout('create-service', subject, test)) return;
      if (skipWithout('service-settings', subject, test)) return;
      await withService(subject, async (service) => {
        const restart = { type: 'restart', delayMs: 3_000 } as const;
        await keeps(
          service,
          'failureActions',
          { resetPeriodMs: 86_400_000, actions: [restart, { type: 'none', delayMs: 0 }] },
          { resetPeriodMs: undefined, actions: [restart] },
        );
        await keeps(service, 'failureActionsOnNonCrash', true, false);
        await keeps(service, 'sidType', 'unrestricted', 'restricted', 'none');
        await keeps(service, 'requiredPrivileges', ['SeChangeNotifyPrivilege', 'SeAuditPrivilege']);
        await service.changeConfiguration({ startType: 'auto' });
        await keeps(service, 'delayedAutoStart', true, false);
      });
    });

    it('keeps an access list', async (test) => {
      const subject = current();
      if (skipWithout('create-service', subject, test)) return;
      if (skipWithout('service-access-list', subject, test)) return;
      await withService(subject, async (service) => {
        const before = await service.queryAccessList();
        assert.match(before, /^D:.*\(A;;[A-Z]+;;;BA\)/);
        await service.changeAccessList(`${before}(A;;RPWP;;;IU)`);
        assert.ok((await service.queryAccessList()).includes('(A;;RPWP;;;IU)'));
      });
    });

    it('lets only a handle that was opened for it change or see more (5)', async (test) => {
      const subject = current();
      if (skipWithout('create-service', subject, test)) return;
      await withService(subject, async (_service, manager, name) => {
        await withOpenService(manager, name, ['query-status'], async (service) => {
          await failsWith(5, service.changeConfiguration({ startType: 'auto' }));
          await failsWith(5, service.changeSetting('description', 'x'));
          await failsWith(5, service.querySetting('description'));
        });
      });
    });

    it('refuses a NUL (87), at which the system would cut the text', async (test) => {
      const subject = current();
      if (skipWithout('create-service', subject, test)) return;
      await withService(subject, async (service, manager) => {
        await failsWith(87, service.changeConfiguration({ displayName: 'a\0b' }));
        await failsWith(87, service.changeSetting('description', 'a\0b'));
        await failsWith(87, manager.findByDisplayName('a\0b'));
      });
    });

    it('lists every service once, with the status that it has itself', async (test) => {
      const subject = current();
      if (skipWithout('create-service', subject, test)) return;
      await withService(subject, async (service, manager, name) => {
        const services = await manager.enumerateServices();
        const names = services.map((one) => one.name);
        assert.equal(new Set(names).size, names.length);
        const found = services.find((one) => one.name === name);
        const status = await service.queryStatus();
        assert.equal(status.state, 'stopped');
        assert.deepEqual(found, { name, displayName: `${name} display`, status });
      });
    });

    it('knows of every service how it is registered', async (test) => {
      const subject = current();
      if (skipWithout('create-service', subject, test)) return;
      const { bridge } = subject;
      await withService(subject, async (service, _manager, name) => {
        const registrationNow = () =>
          bridge.serviceRegistrations().find((one) => one.name === name)?.registration;
        const registration = {
          startType: 'demand',
          delayedAutoStart: false,
          isTriggerStart: false,
          perUser: undefined,
          sharesProcess: false,
        };
        assert.deepEqual(registrationNow(), registration);
        await service.changeConfiguration({ startType: 'auto' });
        await service.changeSetting('delayedAutoStart', true);
        assert.deepEqual(registrationNow(), { ...registration, startType: 'auto', delayedAutoStart: true });
      });
    });

    it('knows that nothing depends on a new service', async (test) => {
      const subject = current();
      if (skipWithout('create-service', subject, test)) return;
      await withService(subject, async (service) => {
        assert.deepEqual(await service.queryDependents(), []);
      });
    });
  });
}
