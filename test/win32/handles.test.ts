import assert from 'node:assert/strict';
import { closeSync, openSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { encodeMessage } from '../../common/status-message.ts';
import type { ServiceManager } from '../../native-bridge/bridge.ts';
import { systemClock } from '../../native-bridge/clock.ts';
import { waitUntilGone } from '../../engine/jobs/control.ts';
import { postToMailslot } from '../../native-bridge/win32/mailslot-poster.ts';
import { Win32MailslotServer } from '../../native-bridge/win32/mailslot-server.ts';
import { isProcessRunning } from '../../native-bridge/win32/process.ts';
import { win32ServiceManagers } from '../../native-bridge/win32/service-manager.ts';
import { SIGMA_SRV } from './places.ts';
import { handleCount } from './process-usage.ts';
import { until } from './programs.ts';

const SLOT = String.raw`\\.\mailslot\sigma-handles-${String(process.pid)}`;
const NAME = `SigmaHandles${String(Date.now())}`;

const ROUNDS = 1000;
/** Threads of Node's pool and Node's own files come and go, so fewer handles than this are no leak. */
const TOLERANCE = 20;

async function assertNoGrowth(round: () => Promise<void>, rounds = ROUNDS): Promise<void> {
  for (let warmUp = 0; warmUp < 20; warmUp += 1) await round();
  const before = await handleCount();
  for (let count = 0; count < rounds; count += 1) await round();
  const growth = (await handleCount()) - before;
  assert.ok(growth < TOLERANCE, `${String(growth)} more handles after ${String(rounds)} rounds`);
}

test('an open handle is counted', async () => {
  const before = await handleCount();
  const files = Array.from({ length: 100 }, () => openSync(process.execPath, 'r'));
  const growth = (await handleCount()) - before;
  for (const file of files) closeSync(file);
  assert.ok(growth > 100 - TOLERANCE && growth < 100 + TOLERANCE, `${String(growth)} more handles`);
});

describe('no handle is left open', () => {
  let manager: ServiceManager;

  before(async () => {
    manager = await win32ServiceManagers.localComputer(['connect', 'create-service']);
    const definition = { name: NAME, displayName: NAME, executable: SIGMA_SRV, startType: 'demand' } as const;
    const service = await manager.createService({ ...definition, account: undefined }, []);
    service[Symbol.dispose]();
  });
  after(async () => {
    await deleteService();
    // SCM and service handles are not kernel handles, but one left open would keep the service from disappearing.
    await waitUntilGone(manager, NAME, 5_000, systemClock);
    manager[Symbol.dispose]();
  });

  async function deleteService(): Promise<void> {
    using service = await manager.openService(NAME, ['delete']);
    await service.delete();
  }

  test('by opening the SCM and a service, and asking for its status and configuration', async () => {
    await assertNoGrowth(async () => {
      using opened = await win32ServiceManagers.localComputer(['connect']);
      using service = await opened.openService(NAME, ['query-status', 'query-config']);
      await service.queryStatus();
      await service.queryConfiguration();
    });
  });

  test('by asking for a missing service', async () => {
    await assertNoGrowth(async () => {
      await assert.rejects(manager.openService('SigmaNoSuchService', ['query-status']));
    });
  });

  test('by posting, with or without a listener', async () => {
    const message = encodeMessage('a message');
    await assertNoGrowth(() => assert.rejects(postToMailslot(SLOT, message)));
    let received = 0;
    const server = await Win32MailslotServer.create(SLOT, ({ messages }) => (received += messages.length));
    try {
      await assertNoGrowth(() => postToMailslot(SLOT, message));
      await until('all arrive', () => received >= ROUNDS);
    } finally {
      await server.close();
    }
  });

  test('by creating and closing mailslots with their threads', async () => {
    await assertNoGrowth(async () => {
      const server = await Win32MailslotServer.create(SLOT, () => undefined);
      await server.close();
    }, 50);
  });

  test('by checking whether a process runs', async () => {
    await assertNoGrowth(() => {
      assert.ok(isProcessRunning(process.pid));
      assert.ok(!isProcessRunning(0x7fff_fffc));
      return Promise.resolve();
    });
  });
});
