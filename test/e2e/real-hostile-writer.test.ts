import { MAILSLOT_NAME } from '../../common/product.ts';
import assert from 'node:assert/strict';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { scaled } from '../long.ts';
import { writeHostileMessages } from '../win32/hostile-messages.ts';
import { describeReal, RealSystem } from './real-system.ts';
import type { SigmaApp } from './sigma-app.ts';
import { resourcesOf, type Resources } from './soak-resources.ts';
import { SHOW_TIMEOUT_MS } from './until.ts';
import type { Windows } from './windows.ts';

const SECONDS = scaled({ short: 10, long: 60 });
/** After how long the writer gives up on its own. */
const LONGEST_SECONDS = 120;
/** How many messages are a flood. */
const FLOOD = 1000;
/** How often Sigma is ended during a flood. */
const QUITS = scaled({ short: 1, long: 50 });
const TIMEOUT_MS = scaled({ short: 5, long: 30 }) * 60_000;
/**
 * After how many messages the sizes are taken as settled. Only after 100,000 do they really stay the same: in the short
 * form the page's list still grows.
 */
const SETTLED_MESSAGES = scaled({ short: 10_000, long: 100_000 });
/** How much the main process may grow after it has settled. The test cannot force a garbage collection there. */
const CLIENT_ROOM_MIB = scaled({ short: 200, long: 100 });
/**
 * How much the page may grow after it has settled, measured after a garbage collection: V8 itself collects rarely, and
 * the flood makes a few megabytes of garbage a second.
 */
const PAGE_ROOM_MIB = scaled({ short: 60, long: 20 });
const HANDLE_ROOM = 10;
/**
 * How much pausing and resuming once may add to the log. A line for each message would add thousands of times as much.
 */
const LOG_ROOM_BYTES = 1024;

describeReal(
  `a program that floods the mailslot with malformed messages for ${String(SECONDS)} s`,
  () => {
    let system: RealSystem;
    let windows: Windows;
    let sigma: SigmaApp;
    let userDataFolder: string;
    let problems: string[];

    before(async () => {
      userDataFolder = await mkdtemp(join(tmpdir(), 'sigma-hostile-'));
      system = await RealSystem.open();
      windows = system.windows;
      sigma = await system.startSigma({ userDataFolder });
      problems = [];
      sigma.page.on('pageerror', ({ message }) => problems.push(message));
      await control('Install service', /^Stopped$/);
      await control('Start', /^Running$/);
      await sigma.untilNumber(2);
    });
    after(async () => {
      await system[Symbol.asyncDispose]();
      await rm(userDataFolder, { recursive: true, maxRetries: 5 });
    });

    function logSize(): Promise<number> {
      return stat(join(userDataFolder, 'logs', 'sigma.log')).then(({ size }) => size);
    }

    /**
     * @param seconds how long the program writes
     * @param slot whether it opens the slot for each round of messages, or keeps it open
     * @throws Error if it can no longer write
     */
    function write(seconds: number, slot: 'opened' | 'kept' = 'opened'): Promise<void> {
      const files = writeHostileMessages(windows.folder).map((file) => windows.path(file));
      const duration = `${String(seconds)}${slot === 'kept' ? 'k' : 's'}`;
      return windows.peer('raw-poster', [MAILSLOT_NAME, duration, ...files]);
    }

    /** Fails with Sigma's message if the action fails. */
    async function control(name: string, state: RegExp): Promise<void> {
      await sigma.button(name).click();
      const alert = sigma.page.getByRole('alert').first();
      const failure = alert
        .waitFor({ timeout: SHOW_TIMEOUT_MS })
        .then(async () => assert.fail(`${name}: ${await alert.innerText()}`));
      await Promise.race([sigma.untilShown('service', state), failure]);
    }

    /** What the user wants to see and do during the flood. */
    async function useTheWindow(): Promise<void> {
      await sigma.untilNextNumber();
      await sigma.untilShown('text', /^Sigma Support Service is running, up 0:0\d:\d\d$/);
      await control('Pause', /^Paused$/);
      await control('Resume', /^Running$/);
      const filter = sigma.page.getByRole('searchbox');
      await filter.fill('is running');
      const ownRows = sigma.page.getByRole('option', { name: 'Sigma Support Service is running' });
      await ownRows.first().waitFor();
      assert.equal(await ownRows.getByRole('img', { name: 'Sent by another program' }).count(), 0);
      await filter.fill('Trust me');
      const forged = sigma.page.getByRole('option', { name: 'Trust me' }).first();
      await forged.getByRole('img', { name: 'Sent by another program, not by the service.' }).waitFor();
      await filter.fill('');
    }

    it('hides nothing of the service, blocks no control, and leaves nothing behind', async (context) => {
      const logged = await logSize();
      const writer = { hasEnded: false };
      const writing = write(SECONDS).finally(() => (writer.hasEnded = true));
      let before: Resources | undefined;
      let arrived = 0;
      let rounds = 0;
      do {
        await useTheWindow();
        rounds += 1;
        if (arrived < SETTLED_MESSAGES) {
          before = await resourcesOf(sigma, windows);
          arrived = (await sigma.snapshot()).view.traffic.received;
        }
      } while (!writer.hasEnded);
      await writing;
      const after = await resourcesOf(sigma, windows);
      context.diagnostic(`${JSON.stringify(before)} then, ${JSON.stringify(after)} in the end`);
      assert.ok(before !== undefined);
      assert.ok(after.clientMiB < before.clientMiB + CLIENT_ROOM_MIB, 'the main process grows');
      assert.ok(after.pageHeapMiB < before.pageHeapMiB + PAGE_ROOM_MIB, 'the page grows');
      assert.ok(after.clientHandles < before.clientHandles + HANDLE_ROOM, 'the main process keeps handles');
      await useTheWindow();
      // The last use of the window is not one of the rounds.
      assert.ok((await logSize()) - logged < LOG_ROOM_BYTES * (rounds + 1));
      assert.deepEqual(problems, []);
    });

    async function quitOnceMoreHasArrived(): Promise<void> {
      const { received } = (await sigma.snapshot()).view.traffic;
      await sigma.untilSnapshot(({ view }) => view.traffic.received > received + FLOOD);
      assert.equal(await sigma.close(), 0);
    }

    it('does not keep Sigma from ending during the flood', async () => {
      const writing = assert.rejects(write(LONGEST_SECONDS), /exit code 2$/, 'it finds the mailslot gone');
      await quitOnceMoreHasArrived();
      await writing;
    });

    it(`does not keep Sigma from ending by holding slots open, ${String(QUITS)} times`, async () => {
      for (let quits = 0; quits < QUITS; quits += 1) {
        sigma = await system.startSigma({ userDataFolder });
        // Under Wine the slot exists as long as any program has it open, so the writers keep writing.
        const writing = Promise.allSettled([
          write(LONGEST_SECONDS),
          write(LONGEST_SECONDS, 'kept'),
          write(LONGEST_SECONDS, 'kept'),
        ]);
        await quitOnceMoreHasArrived();
        await windows.endPrograms();
        await writing;
      }
    });
  },
  TIMEOUT_MS,
);
