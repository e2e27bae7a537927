import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Win32Error } from '../../common/win32-error.ts';
import type { Service } from '../../native-bridge/bridge.ts';
import { systemClock } from '../../native-bridge/clock.ts';
import { waitForState, waitUntilAtRest, waitUntilGone } from '../../engine/jobs/control.ts';
import { GENERIC_WRITE } from '../../native-bridge/access-control.ts';
import * as kernel32 from '../../native-bridge/win32/kernel32.ts';
import { addressOf, check, isTrue, type KernelHandle } from '../../native-bridge/win32/native.ts';
import { win32ServiceManagers } from '../../native-bridge/win32/service-manager.ts';
import { isWine as isWineTaken } from '../../native-bridge/win32/wine.ts';
import { isWine, peer, SIGMA_SRV } from './places.ts';
import { until } from './programs.ts';

/** What Sigma relies on and the bridge does not show: the system's own answers, one per test. */

const SLOT = String.raw`\\.\mailslot\sigma-facts-${String(process.pid)}`;

function isCode(code: number): (error: unknown) => boolean {
  return (error) => error instanceof Win32Error && error.code === code;
}

function createSlot(readTimeoutMs: number): KernelHandle {
  const slot = kernel32.CreateMailslotW(SLOT, 0, readTimeoutMs, null);
  check('CreateMailslotW', slot !== kernel32.INVALID_HANDLE_VALUE);
  return slot;
}

function openSlot(shareMode: number): KernelHandle {
  const handle = kernel32.CreateFileW(SLOT, GENERIC_WRITE, shareMode, null, kernel32.OPEN_EXISTING, 0, 0);
  check('CreateFileW', handle !== kernel32.INVALID_HANDLE_VALUE);
  return handle;
}

function write(handle: KernelHandle): void {
  check('WriteFile', isTrue(kernel32.WriteFile(handle, new Uint8Array(4), 4, new Uint32Array(1), null)));
}

describe('a process', () => {
  test('has the path of its executable, which identifies the helper that was started', () => {
    const text = Buffer.alloc(2 * 32_768);
    const length: [number] = [32_768];
    const ok = kernel32.QueryFullProcessImageNameW(kernel32.GetCurrentProcess(), 0, text, length);
    check('QueryFullProcessImageNameW', isTrue(ok));
    const path = text.toString('utf16le', 0, 2 * length[0]);
    assert.equal(path.toLowerCase(), process.execPath.toLowerCase());
  });
});

describe('mailslots', () => {
  test('an empty slot has no next message and a count of 0', () => {
    const slot = createSlot(0);
    const next = new Uint32Array(1);
    const count = new Uint32Array([7]);
    check('GetMailslotInfo', isTrue(kernel32.GetMailslotInfo(slot, null, next, count, null)));
    kernel32.CloseHandle(slot);
    assert.equal(next[0], kernel32.MAILSLOT_NO_MESSAGE);
    assert.equal(count[0], 0);
  });

  test('a read that times out fails with 121', () => {
    const slot = createSlot(50);
    const [buffer, count] = [new Uint8Array(8), new Uint32Array(1)];
    const read = (): void => {
      const result = kernel32.ReadFile(slot, addressOf(buffer), buffer.length, addressOf(count), null);
      check('ReadFile', isTrue(result));
    };
    assert.throws(read, isCode(121));
    kernel32.CloseHandle(slot);
  });

  test('a client that does not share reading is refused with 32', () => {
    const slot = createSlot(0);
    assert.throws(() => openSlot(0), isCode(32));
    kernel32.CloseHandle(slot);
  });

  test('two writers at once need to share writing', () => {
    const slot = createSlot(0);
    const first = openSlot(kernel32.FILE_SHARE_READ | kernel32.FILE_SHARE_WRITE);
    assert.throws(() => openSlot(kernel32.FILE_SHARE_READ), isCode(32));
    const second = openSlot(kernel32.FILE_SHARE_READ | kernel32.FILE_SHARE_WRITE);
    for (const handle of [first, second, slot]) kernel32.CloseHandle(handle);
  });

  test('writing to the server’s handle fails with 5', () => {
    const slot = createSlot(0);
    assert.throws(() => {
      write(slot);
    }, isCode(5));
    kernel32.CloseHandle(slot);
  });

  test('queued messages are lost with the server’s last handle', () => {
    const slot = createSlot(0);
    const writer = openSlot(kernel32.FILE_SHARE_READ);
    write(writer);
    kernel32.CloseHandle(writer);
    kernel32.CloseHandle(slot);
    assert.throws(() => openSlot(kernel32.FILE_SHARE_READ), isCode(2));
    const again = createSlot(0);
    const next = new Uint32Array(1);
    check('GetMailslotInfo', isTrue(kernel32.GetMailslotInfo(again, null, next, null, null)));
    kernel32.CloseHandle(again);
    assert.equal(next[0], kernel32.MAILSLOT_NO_MESSAGE);
  });
});

/** Creates a service from a peer program, and removes it whatever the test does. */
async function withService(
  name: string,
  executable: string,
  use: (service: Service) => Promise<void>,
): Promise<void> {
  using manager = await win32ServiceManagers.localComputer(['connect', 'create-service']);
  const definition = {
    name,
    displayName: name,
    executable,
    startType: 'demand',
    account: undefined,
  } as const;
  const service = await manager.createService(definition, [
    'query-status',
    'start',
    'stop',
    'pause-continue',
    'delete',
  ]);
  try {
    await use(service);
  } finally {
    if ((await waitUntilAtRest(service, systemClock)).state === 'running') {
      await service.control('stop');
      await waitUntilAtRest(service, systemClock);
    }
    await service.delete();
    service[Symbol.dispose]();
  }
  await waitUntilGone(manager, name, 5000, systemClock);
}

describe('services', () => {
  test('a slow one passes through its checkpoints, and does not count as hung', async () => {
    await withService('SigmaTestSlow', peer('slow-service'), async (service) => {
      await service.start();
      const starting = await service.queryStatus();
      assert.equal(starting.state, 'start-pending');
      assert.equal(starting.waitHintMs, 1000);
      await assert.rejects(service.start(), isCode(1056));
      await assert.rejects(service.control('stop'), (error) => isCode(1052)(error) || isCode(1061)(error));
      await waitForState(service, 'running', systemClock);
      await assert.rejects(service.control('pause'), isCode(1052));
      await service.control('stop');
      assert.equal((await service.queryStatus()).state, 'stop-pending');
      await waitForState(service, 'stopped', systemClock);
    });
  });

  test('one that gives up while starting leaves its exit code', async () => {
    await withService('SigmaTestFailing', peer('slow-service'), async (service) => {
      await service.start();
      await assert.rejects(waitForState(service, 'running', systemClock), isCode(1066));
      assert.equal((await service.queryStatus()).serviceSpecificExitCode, 42);
    });
  });

  test('one that never reaches the dispatcher fails with 1053', async () => {
    await withService('SigmaTestNoService', peer('not-a-service'), async (service) => {
      await assert.rejects(service.start(), isCode(1053));
      assert.equal((await service.queryStatus()).state, 'stopped');
    });
  });

  test('one whose process is killed is stopped with 1067, and starts again', async () => {
    await withService('SigmaTestKilled', SIGMA_SRV, async (service) => {
      await service.start();
      await waitForState(service, 'running', systemClock);
      const { processId } = await service.queryStatus();
      assert.ok(processId !== undefined);
      process.kill(processId);
      await until('stopped', async () => (await service.queryStatus()).state === 'stopped');
      assert.equal((await service.queryStatus()).win32ExitCode, 1067);
      await service.start();
      await waitForState(service, 'running', systemClock);
    });
  });
});

test('Windows is never taken for Wine, so nothing there adapts to Wine’s differences', () => {
  assert.equal(isWineTaken, isWine);
});
