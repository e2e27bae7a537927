import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import koffi from '../../native-bridge/win32/koffi.ts';
import { GetCurrentProcess } from '../../native-bridge/win32/kernel32.ts';

/** The stack size of asynchronous calls, in bytes. */
const STACK_BYTES = 524_288;

test('asynchronous calls have a stack of 512 KiB, in each thread', async () => {
  GetCurrentProcess();
  assert.equal(koffi.config().async_stack_size, STACK_BYTES);
  const thread = new Worker(new URL('./koffi-settings.program.js', import.meta.url));
  const [settings] = (await once(thread, 'message')) as [ReturnType<typeof koffi.config>];
  assert.equal(settings.async_stack_size, STACK_BYTES);
});
