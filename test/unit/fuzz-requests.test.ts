import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import * as v from 'valibot';
import { channelOf, REQUEST_NAMES, type RequestName } from '../../common/ipc-names.ts';
import { REQUESTS } from '../../common/ipc.ts';
import { handleRequests } from '../../electron/ipc-main.ts';
import { Monitor } from '../../engine/monitor.ts';
import { requestHandlers } from '../../electron/request-handlers.ts';
import { SettingsFile } from '../../electron/settings-file.ts';
import { Updates } from '../../electron/updates/updates.ts';
import { NO_WINDOW } from '../../native-bridge/bridge.ts';
import { createSimulatedBridge } from '../../engine/simulation/simulated-bridge.ts';
import { scaled } from '../long.ts';
import { COMPUTER, HELPER, timeUntil } from './engine-subject.ts';
import { heldBytes, Random } from './fuzz-random.ts';
import { hostileArgument } from './fuzz-values.ts';
import { ManualClock } from './manual-clock.ts';
import { MockUpdater } from './mock-updater.ts';

const SEED = 20_240_102;
const REQUEST_COUNT = scaled({ short: 15_000, long: 100_000 });
const AT_ONCE = 250;

const GROWTH_LIMIT = scaled({ short: 3, long: 16 }) * 1024 * 1024;

type Listener = (event: IpcMainInvokeEvent, argument: unknown) => unknown;
type Given = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: object };

const LOG = { write: () => undefined, flush: () => Promise.resolve() };

/** The main process's own handlers as it registers them, on a simulated computer. */
async function openMain(folder: string) {
  const clock = new ManualClock();
  // Messages would make each snapshot long, and are not what is tested here.
  const bridge = createSimulatedBridge({ clock, mailslotTaken: true });
  const settingsFile = await SettingsFile.open({
    path: join(folder, 'settings.json'),
    ...{ clock, log: LOG },
    onChange: () => {
      monitor.preferencesChanged();
    },
  });
  const updates = new Updates({
    updater: new MockUpdater(),
    ...{ clock, log: LOG },
    onChange: () => {
      monitor.preferencesChanged();
    },
  });
  const monitor = new Monitor({
    ...{ bridge, clock, log: LOG, helper: HELPER, computer: COMPUTER },
    date: () => clock.now(),
    send: (batch) => {
      monitor.took(batch.number);
    },
    onView: () => undefined,
    promptOwner: () => NO_WINDOW,
    confirm: () => Promise.resolve(false),
    preferences: () => ({
      settings: settingsFile.settings,
      speech: { language: 'en', locale: 'en', regionalFormat: 'en' },
      updates: updates.state,
    }),
  });
  monitor.setVisible(true);
  const listeners = new Map<string, Listener>();
  const ipc: Pick<IpcMain, 'handle'> = { handle: (channel, listener) => listeners.set(channel, listener) };
  const handlers = requestHandlers({
    ...{ monitor, settingsFile, updates },
    desktop: { tellFailure: () => undefined, showWindows: () => undefined },
    exports: { ask: () => Promise.resolve({ kind: 'cancelled' }), show: () => undefined },
    about: () =>
      Promise.resolve({
        version: '1.0.0',
        isSigned: false,
        runsOn: { node: '22.0.0' },
        logFolder: '',
        licences: [],
      }),
    version: '1.0.0',
  });
  handleRequests(ipc, handlers, () => true);
  return {
    clock,
    ask: (name: RequestName, argument: unknown): unknown =>
      listeners.get(channelOf(name))?.({} as IpcMainInvokeEvent, argument),
    async close(): Promise<void> {
      updates[Symbol.dispose]();
      await monitor[Symbol.asyncDispose]();
      await bridge[Symbol.asyncDispose]();
      await settingsFile.flush();
    },
  };
}

/** @returns what arrives in the main process; nothing if the window's side of the IPC refuses to send it */
function sent(argument: unknown): { readonly argument: unknown } | undefined {
  try {
    return { argument: structuredClone(argument) };
  } catch {
    return undefined;
  }
}

describe(`${REQUEST_COUNT} hostile requests`, () => {
  it('are answered by the contract, each of them, and nothing is kept of them', async (test) => {
    const folder = await mkdtemp(join(tmpdir(), 'sigma-fuzz-'));
    const main = await openMain(folder);
    await main.clock.advance(1000);
    const counts = { ok: 0, refused: 0, unsent: 0 };

    async function ask(number: number): Promise<void> {
      const random = Random.ofCase(SEED, number);
      const name = random.pick(REQUEST_NAMES);
      const crossed = sent(hostileArgument(name, random));
      if (crossed === undefined) {
        counts.unsent += 1;
        return;
      }
      try {
        const answer = structuredClone(await main.ask(name, crossed.argument)) as Given;
        if (answer.ok) v.parse(REQUESTS[name].result, answer.value);
        else assert.equal(Reflect.get(answer.error, 'code'), 87);
        counts[answer.ok ? 'ok' : 'refused'] += 1;
      } catch (error) {
        throw new Error(`Seed ${SEED}, request ${number} (${name})`, { cause: error });
      }
    }

    let heldAtFirst = 0;
    let timersAtFirst = 0;
    for (let first = 0; first < REQUEST_COUNT; first += AT_ONCE) {
      const answered = Promise.all(Array.from({ length: AT_ONCE }, (_, index) => ask(first + index)));
      await timeUntil(main.clock, answered);
      if (first === REQUEST_COUNT / 5) {
        heldAtFirst = heldBytes();
        timersAtFirst = main.clock.waiting;
      }
    }

    assert.ok(counts.ok > 1000 && counts.refused > 1000, JSON.stringify(counts));
    assert.ok(main.clock.waiting <= timersAtFirst + 4, `${main.clock.waiting} timers after ${timersAtFirst}`);
    const grown = heldBytes() - heldAtFirst;
    assert.ok(grown < GROWTH_LIMIT, `${grown} bytes more are held`);
    assert.deepEqual(Object.keys(Object.prototype), []);
    for (const name of ['theme', 'kind', 'isOpen']) assert.equal(Reflect.get({}, name), undefined, name);
    await main.close();
    assert.deepEqual(await readdir(folder), ['settings.json']);
    await rm(folder, { recursive: true });
    test.diagnostic(`${JSON.stringify(counts)}, ${grown} bytes more held`);
  });
});
