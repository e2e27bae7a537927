import { MAILSLOT_NAME, SERVICE_NAME } from '../../common/product.ts';
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ERROR_SHARING_VIOLATION } from '../../common/win32-codes.ts';
import { Win32Error } from '../../common/win32-error.ts';
import { GENERIC_WRITE } from '../../native-bridge/access-control.ts';
import {
  CloseHandle,
  CreateFileW,
  FILE_SHARE_READ,
  INVALID_HANDLE_VALUE,
  OPEN_EXISTING,
} from '../../native-bridge/win32/kernel32.ts';
import { check, type KernelHandle } from '../../native-bridge/win32/native.ts';
import { win32ServiceManagers } from '../../native-bridge/win32/service-manager.ts';
import { openPosts } from './posts.ts';
import { runProgram, until } from './programs.ts';
import { loggedEvents, sigmaSrv } from './sigma-srv.ts';

/**
 * Makes every other writer fail with ERROR_SHARING_VIOLATION (32): opens the mailslot for writing without sharing that.
 */
async function withMailslotHeld(work: () => Promise<void>): Promise<void> {
  let handle = INVALID_HANDLE_VALUE as KernelHandle;
  await until('the mailslot is held', () => {
    handle = CreateFileW(MAILSLOT_NAME, GENERIC_WRITE, FILE_SHARE_READ, null, OPEN_EXISTING, 0, 0);
    try {
      check('CreateFileW', handle !== INVALID_HANDLE_VALUE);
      return true;
    } catch (error) {
      // A post of the service is in progress; any other error is a fault.
      if (error instanceof Win32Error && error.code === ERROR_SHARING_VIOLATION) return false;
      throw error;
    }
  });
  try {
    await work();
  } finally {
    CloseHandle(handle);
  }
}

describe('a service that may not post', () => {
  before(() => sigmaSrv('/register'));
  after(() => sigmaSrv('/unregister'));

  test('tells the SCM why while it runs, takes that back, and ends without an error', async () => {
    const startsAt = Date.now();
    await using posts = await openPosts();
    using manager = await win32ServiceManagers.localComputer(['connect']);
    using service = await manager.openService(SERVICE_NAME, ['query-status']);
    const untilCode = (code: number): Promise<void> =>
      until(`its exit code is ${String(code)}`, async () => {
        const { state, win32ExitCode } = await service.queryStatus();
        return state === 'running' && win32ExitCode === code;
      });
    let processId: number | undefined;
    await withMailslotHeld(async () => {
      assert.equal((await sigmaSrv('/start')).exitCode, 0);
      ({ processId } = await service.queryStatus());
      await untilCode(32);
      assert.match((await sigmaSrv('/status')).output, /running, process \d+, can't post.*\b32\b/);
      assert.match((await runProgram('sc.exe', ['query', SERVICE_NAME])).output, /RUNNING/);
    });
    await untilCode(0);
    await until('what was kept arrives', () => posts.of(processId ?? 0).some(({ seq }) => seq === 1));
    await withMailslotHeld(async () => {
      await untilCode(32);
      assert.equal((await sigmaSrv('/stop')).exitCode, 0);
    });
    const { state, win32ExitCode } = await service.queryStatus();
    assert.deepEqual({ state, win32ExitCode }, { state: 'stopped', win32ExitCode: 0 });
    const refused = loggedEvents('service', startsAt).filter(({ event }) => event === 'post refused');
    assert.deepEqual(
      refused.map(({ api, code, name }) => ({ api, code, name })),
      Array.from({ length: 2 }, () => ({ api: 'CreateFileW', code: 32, name: 'ERROR_SHARING_VIOLATION' })),
      'once each time, and not once a second',
    );
  });
});
