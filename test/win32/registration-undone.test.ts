import { SERVICE_NAME } from '../../common/product.ts';
import assert from 'node:assert/strict';
import { existsSync, readdirSync, statSync, utimesSync } from 'node:fs';
import { dirname } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { ERROR_ACCESS_DENIED } from '../../common/win32-codes.ts';
import { Win32Error } from '../../common/win32-error.ts';
import type { Registry, Service, ServiceAccess } from '../../native-bridge/bridge.ts';
import { systemClock } from '../../native-bridge/clock.ts';
import { registerService } from '../../engine/registration/register.ts';
import { EVENT_SOURCE_KEY } from '../../engine/registration/wanted.ts';
import { StepError } from '../../engine/registration/transaction.ts';
import { win32Registry } from '../../native-bridge/win32/registry.ts';
import { systemBridge } from '../../native-bridge/win32/system-bridge.ts';
import { registrationContext } from '../../engine/registration/context.ts';
import { win32ServiceManagers } from '../../native-bridge/win32/service-manager.ts';
import { failsWith } from '../conformance/expectations.ts';
import { REGISTERED_SIGMA_SRV, SIGMA_SRV } from './places.ts';
import { sigmaSrv } from './sigma-srv.ts';

const PROGRAM_FOLDER = dirname(REGISTERED_SIGMA_SRV);

async function withService<T>(access: ServiceAccess, work: (service: Service) => Promise<T>): Promise<T> {
  using manager = await win32ServiceManagers.localComputer(['connect']);
  using service = await manager.openService(SERVICE_NAME, [access]);
  return await work(service);
}

/** Registers with one of the last steps, the event source, refused. */
async function failsToRegister(): Promise<void> {
  const registry: Registry = {
    ...win32Registry,
    write: () => {
      throw new Win32Error('RegSetKeyValueW', ERROR_ACCESS_DENIED);
    },
  };
  const own = { clock: systemClock, executable: SIGMA_SRV, report: () => undefined };
  const context = registrationContext({ ...systemBridge, registry }, own);
  await assert.rejects(registerService({ startType: 'auto', allowUserControl: false }, context), (error) => {
    assert.ok(error instanceof StepError, String(error));
    assert.deepEqual([error.step, error.code], ['the event source', ERROR_ACCESS_DENIED]);
    return true;
  });
}

describe('registering that fails near its end', () => {
  before(() => sigmaSrv('/unregister'));
  after(() => sigmaSrv('/unregister'));

  test('leaves neither a service nor files if there was nothing before', async () => {
    await failsToRegister();
    await failsWith(
      1060,
      withService('query-config', () => Promise.resolve()),
    );
    assert.equal(existsSync(PROGRAM_FOLDER), false);
    assert.equal((await sigmaSrv('/unregister')).exitCode, 1060);
  });

  test('leaves an older registration unchanged, including its files', async () => {
    await sigmaSrv('/register');
    const older = new Date(2020, 0, 1);
    utimesSync(REGISTERED_SIGMA_SRV, older, older);
    await withService('change-config', (service) => service.changeSetting('description', 'The older one'));
    win32Registry.deleteKey(EVENT_SOURCE_KEY);
    const before = await withService('query-config', (service) => service.queryConfiguration());

    await failsToRegister();
    assert.deepEqual(await withService('query-config', (service) => service.queryConfiguration()), before);
    assert.equal(before.startType, 'demand');
    const description = await withService('query-config', (service) => service.querySetting('description'));
    assert.equal(description, 'The older one');
    assert.equal(statSync(REGISTERED_SIGMA_SRV).mtimeMs, older.getTime());
    assert.deepEqual(readdirSync(PROGRAM_FOLDER).sort(), ['SigmaSrv.exe', 'koffi.node']);
  });
});
