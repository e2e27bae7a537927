import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ServiceDefinition, ServiceManager } from '../../native-bridge/bridge.ts';
import { eventually, failsWith } from './expectations.ts';
import {
  ALL_ACCESS,
  isInstalled,
  newDefinition,
  removeService,
  stateOf,
  untilState,
  withManager,
  withNewService,
  withOpenService,
} from './services.ts';
import { skipWithout, type CurrentSubject } from './subject.ts';

/** Opening, creating and deleting: what the SCM stores, and what it refuses. */
export function describeServiceManager(current: CurrentSubject): void {
  describe('service manager', () => {
    it('does not know a service that was never created (1060)', async () => {
      const { bridge, prefix } = current();
      const manager = await bridge.serviceManager.localComputer(['connect']);
      await failsWith(1060, manager.openService(`${prefix}-unknown`, ['query-status']));
      manager[Symbol.dispose]();
    });

    it('refuses names that no service can have (123), and those with a NUL (87)', async () => {
      const { bridge } = current();
      const manager = await bridge.serviceManager.localComputer(['connect']);
      for (const name of ['', 'a/b', 'a\\b']) {
        await failsWith(123, manager.openService(name, ['query-status']));
      }
      await failsWith(87, manager.openService('a\0b', ['query-status']));
      manager[Symbol.dispose]();
    });

    it('refuses to create what is not defined well (123, 87)', async (test) => {
      const subject = current();
      if (skipWithout('create-service', subject, test)) return;
      await withManager(subject, async (manager) => {
        const refused = [
          [123, { name: '' }],
          [123, { name: `${subject.prefix}/bad` }],
          [123, { executable: String.raw`C:\"quoted".exe` }],
          [87, { name: `${subject.prefix}\0bad` }],
          [87, { displayName: `${subject.prefix}\0bad` }],
          [87, { executable: `${subject.executable}\0bad` }],
          [87, { startType: 'boot' }],
          [87, { startType: 'system' }],
        ] as const;
        for (const [code, changes] of refused) {
          await refusesToCreate(code, manager, newDefinition(subject, changes));
        }
      });
    });

    it('answers several who ask at once, each by handles of his own', async (test) => {
      const subject = current();
      if (skipWithout('create-service', subject, test)) return;
      await withManager(subject, async (manager) => {
        const definition = newDefinition(subject);
        await withNewService(manager, definition, async () => {
          for (let round = 0; round < 10; round += 1) {
            const asking = Array.from({ length: 4 }, () =>
              withManager(subject, (own) => withOpenService(own, definition.name, ['query-status'], stateOf)),
            );
            assert.deepEqual(await Promise.all(asking), ['stopped', 'stopped', 'stopped', 'stopped']);
          }
        });
      });
    });

    it('refuses names of more than 256 characters (123)', async (test) => {
      const subject = current();
      if (skipWithout('create-service', subject, test)) return;
      if (skipWithout('service-name-limit', subject, test)) return;
      await withManager(subject, async (manager) => {
        const name = subject.prefix.padEnd(257, 'x');
        await failsWith(123, manager.openService(name, ['query-status']));
        await refusesToCreate(123, manager, newDefinition(subject, { name }));
        await refusesToCreate(123, manager, newDefinition(subject, { displayName: name }));
      });
    });

    it('refuses an account that does not exist (1057)', async (test) => {
      const subject = current();
      if (skipWithout('create-service', subject, test)) return;
      if (skipWithout('account-check', subject, test)) return;
      await withManager(subject, async (manager) => {
        const account = String.raw`.\no-such-account`;
        await refusesToCreate(1057, manager, newDefinition(subject, { account }));
      });
    });

    it('stores the image path quoted, and the rest as Sigma defines it', async (test) => {
      const subject = current();
      if (skipWithout('create-service', subject, test)) return;
      const account = String.raw`NT AUTHORITY\LocalService`;
      const definition = newDefinition(subject, { account });
      await withManager(subject, (manager) =>
        withNewService(manager, definition, async (service) => {
          assert.deepEqual(await service.queryConfiguration(), {
            displayName: definition.displayName,
            imagePath: `"${definition.executable}"`,
            startType: 'demand',
            errorControl: 'normal',
            dependencies: [],
            ownProcess: true,
            isDriver: false,
            account,
          });
        }),
      );
    });

    it('runs a service as LocalSystem if no account is named', async (test) => {
      const subject = current();
      if (skipWithout('create-service', subject, test)) return;
      await withManager(subject, (manager) =>
        withNewService(manager, newDefinition(subject, { startType: 'auto' }), async (service) => {
          const { account, startType } = await service.queryConfiguration();
          assert.equal(account, 'LocalSystem');
          assert.equal(startType, 'auto');
        }),
      );
    });

    it('finds a service by its name in any case of letters', async (test) => {
      const subject = current();
      if (skipWithout('create-service', subject, test)) return;
      const definition = newDefinition(subject);
      await withManager(subject, (manager) =>
        withNewService(manager, definition, async () => {
          assert.ok(await isInstalled(manager, definition.name.toUpperCase()));
        }),
      );
    });

    it('has every name (1073) and every display name (1078) once', async (test) => {
      const subject = current();
      if (skipWithout('create-service', subject, test)) return;
      const first = newDefinition(subject);
      await withManager(subject, (manager) =>
        withNewService(manager, first, async () => {
          const sameName = newDefinition(subject, { name: first.name.toUpperCase() });
          await failsWith(1073, manager.createService(sameName, ALL_ACCESS));
          const sameDisplayName = newDefinition(subject, { displayName: first.displayName });
          await refusesToCreate(1078, manager, sameDisplayName);
        }),
      );
    });

    it('lets a handle do only what it was opened for (5)', async (test) => {
      const subject = current();
      if (skipWithout('create-service', subject, test)) return;
      const { name } = await createAndClose(subject);
      await withManager(subject, async (manager) => {
        try {
          await withOpenService(manager, name, ['query-status'], async (service) => {
            await service.queryStatus();
            await failsWith(5, service.queryConfiguration());
            await failsWith(5, service.start());
            await failsWith(5, service.control('stop'));
            await failsWith(5, service.control('pause'));
            await failsWith(5, service.delete());
          });
          await withOpenService(manager, name, ['query-config'], (service) =>
            failsWith(5, service.queryStatus()),
          );
        } finally {
          await removeService(manager, name);
        }
      });
    });

    it('creates services only through a handle that was opened for it (5)', async () => {
      const subject = current();
      const manager = await subject.bridge.serviceManager.localComputer(['connect']);
      await failsWith(5, manager.createService(newDefinition(subject), ALL_ACCESS));
      manager[Symbol.dispose]();
    });

    it('refuses handles that are closed (6), and closes twice without harm', async (test) => {
      const subject = current();
      if (skipWithout('create-service', subject, test)) return;
      const definition = newDefinition(subject);
      const manager = await subject.bridge.serviceManager.localComputer(['connect', 'create-service']);
      await withNewService(manager, definition, async (service) => {
        service[Symbol.dispose]();
        service[Symbol.dispose]();
        await failsWith(6, service.queryStatus());
        await failsWith(6, service.queryConfiguration());
        await failsWith(6, service.start());
        await failsWith(6, service.control('stop'));
        await failsWith(6, service.delete());
      });
      manager[Symbol.dispose]();
      manager[Symbol.dispose]();
      await failsWith(6, manager.openService(definition.name, ['query-status']));
      await failsWith(6, manager.createService(definition, ALL_ACCESS));
    });

    it('keeps a deleted service until its last handle is closed (1072)', async (test) => {
      const subject = current();
      if (skipWithout('create-service', subject, test)) return;
      const definition = newDefinition(subject);
      await withManager(subject, (manager) =>
        withNewService(manager, definition, async (service) => {
          await withOpenService(manager, definition.name, ['query-status'], async (other) => {
            await service.delete();
            await failsWith(1072, service.delete());
            await failsWith(1072, manager.createService(definition, ALL_ACCESS));
            service[Symbol.dispose]();
            assert.equal((await other.queryStatus()).state, 'stopped');
          });
          await eventually('the service is gone', async () => !(await isInstalled(manager, definition.name)));
          await withNewService(manager, definition, async (again) => {
            assert.equal((await again.queryStatus()).win32ExitCode, 1077);
          });
        }),
      );
    });

    it('does not start a service that is marked for deletion (1072)', async (test) => {
      const subject = current();
      if (skipWithout('create-service', subject, test)) return;
      if (skipWithout('deleted-start-check', subject, test)) return;
      await withManager(subject, (manager) =>
        withNewService(manager, newDefinition(subject), async (service) => {
          await service.delete();
          await failsWith(1072, service.start());
        }),
      );
    });

    it('keeps a deleted service that still runs until it has stopped', async (test) => {
      const subject = current();
      if (skipWithout('create-service', subject, test)) return;
      const definition = newDefinition(subject);
      await withManager(subject, (manager) =>
        withNewService(manager, definition, async (service) => {
          await service.start();
          await untilState(service, 'running');
          await service.delete();
          assert.equal((await service.queryStatus()).state, 'running');
          await service.control('stop');
          await untilState(service, 'stopped');
          service[Symbol.dispose]();
          await eventually('the service is gone', async () => !(await isInstalled(manager, definition.name)));
        }),
      );
    });
  });
}

/** A service created against all expectations is removed. */
async function refusesToCreate(
  code: number,
  manager: ServiceManager,
  definition: ServiceDefinition,
): Promise<void> {
  await failsWith(
    code,
    withNewService(manager, definition, () => Promise.resolve()),
  );
}

async function createAndClose(subject: ReturnType<CurrentSubject>): Promise<{ readonly name: string }> {
  const definition = newDefinition(subject);
  await withManager(subject, async (manager) => {
    const service = await manager.createService(definition, []);
    service[Symbol.dispose]();
  });
  return definition;
}
