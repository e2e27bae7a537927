import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { Win32Error } from '../../common/win32-error.ts';

/** How often a condition is checked, in milliseconds. */
const POLL_MS = 20;
/** How long a slow machine may take for what is instant on a fast one, in milliseconds. */
export const DEADLINE_MS = 60_000;

/** Passes if the work fails with a Win32Error with one of the codes. */
export async function failsWith(codes: number | readonly number[], work: Promise<unknown>): Promise<void> {
  const expected = typeof codes === 'number' ? [codes] : codes;
  await assert.rejects(work, (error: unknown) => {
    assert.ok(error instanceof Win32Error, `expected a Win32Error, not ${String(error)}`);
    assert.ok(expected.includes(error.code), `expected ${expected.join(' or ')}, not: ${error.message}`);
    assert.notEqual(error.api, '');
    return true;
  });
}

/** Checks until the condition holds, and fails with `what` if it never does. */
export async function eventually(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + DEADLINE_MS;
  while (!(await condition())) {
    if (performance.now() > deadline) assert.fail(`not within ${String(DEADLINE_MS / 1000)} s: ${what}`);
    await sleep(POLL_MS);
  }
}
