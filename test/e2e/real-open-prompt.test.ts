import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { suspend } from './process-tree.ts';
import { describeReal, RealSystem } from './real-system.ts';
import { isWineSuite } from './sigma-app.ts';

/** How long an app that has flushed everything may take to end, in milliseconds: less than the helper's time limit. */
const END_TIMEOUT_MS = 20_000;
const START_TIMEOUT_MS = 60_000;

/**
 * While the prompt is open, and while the helper works, one of Sigma's threads is blocked in a system call. Node and
 * Electron wait for such a thread. A test without a user can only do the latter: it stops the helper in the middle of
 * its work.
 */
describeReal('quitting while the elevated helper hangs', () => {
  let system: RealSystem;
  let folder: string;
  let helper: number | undefined;

  before(async () => {
    system = await RealSystem.open();
    folder = await mkdtemp(join(tmpdir(), 'sigma-open-prompt-'));
  });
  after(async () => {
    if (helper !== undefined) process.kill(helper, 'SIGKILL');
    await system[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  const skip = isWineSuite ? false : 'Windows cannot suspend a process with a signal';
  it('ends Sigma, and the next instance gets the lock and the mailslot', { skip }, async () => {
    const sigma = await system.startSigma({ userDataFolder: folder });
    await sigma.untilShown('mailslot', 'Mailslot open');
    const stopped = stopHelper();
    await sigma.button('Install service').click();
    helper = await stopped;
    const ended = sigma.close();
    assert.equal(await Promise.race([ended, setTimeout(END_TIMEOUT_MS, 'still there', { ref: false })]), 0);
    const next = await system.startSigma({ userDataFolder: folder });
    await next.untilShown('mailslot', 'Mailslot open');
    assert.equal(await next.close(), 0);
  });
});

/** Stops the helper as soon as it exists, long before its script runs. @returns its process ID */
async function stopHelper(): Promise<number> {
  const deadline = AbortSignal.timeout(START_TIMEOUT_MS);
  for (;;) {
    for (const id of await readdir('/proc')) {
      if (!/^\d+$/.test(id)) continue;
      const command = await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '');
      if (!command.includes('SigmaSrv.exe\0/register')) continue;
      suspend([Number(id)]);
      return Number(id);
    }
    await setTimeout(5, undefined, { signal: deadline });
  }
}
