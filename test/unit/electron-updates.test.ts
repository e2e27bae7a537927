import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { ERROR_CANCELLED } from '../../common/win32-codes.ts';
import type { UpdateState } from '../../common/updates.ts';
import { Win32Error } from '../../common/win32-error.ts';
import { nextUpdateState, type UpdateEvent } from '../../electron/updates/update-state.ts';
import { checkDelay, Updates, type Wanted } from '../../electron/updates/updates.ts';
import { memoryLog } from './engine-subject.ts';
import { ManualClock } from './manual-clock.ts';
import { MockUpdater } from './mock-updater.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const ON: Wanted = { lookForUpdates: true, updateChannel: 'stable' };
const UPDATE = { version: '2.0.0', notes: 'New.' };

/** Updates, over a mock of what gets them. */
function subject() {
  const clock = new ManualClock();
  const updater = new MockUpdater();
  const log = memoryLog();
  const shown: UpdateState['kind'][] = [];
  const updates = new Updates({
    ...{ updater, clock, log },
    onChange: () => shown.push(updates.state.kind),
  });
  return { clock, updater, log, shown, updates };
}

describe('updates', () => {
  it('are looked for at the start, and then once a day', async () => {
    const { clock, updater, updates } = subject();
    updater.onCheck = () => Promise.resolve(undefined);
    updates.follow(ON);
    await clock.advance(0);
    assert.deepEqual(updates.state, { kind: 'none', checkedAt: clock.now() });
    await clock.advance(DAY_MS - 1);
    assert.equal(updater.asked.length, 1);
    await clock.advance(3 * DAY_MS);
    assert.deepEqual(updater.asked, Array(4).fill('check stable'));
  });

  it('are found, downloaded and installed by a click each, and by nothing else', async () => {
    const { clock, updater, shown, updates } = subject();
    updates.follow(ON);
    await clock.advance(5 * DAY_MS);
    assert.deepEqual(updates.state, { kind: 'available', update: UPDATE });
    updates.download();
    await clock.advance(5 * DAY_MS);
    assert.deepEqual(updates.state, { kind: 'ready', update: UPDATE });
    updates.install();
    await clock.advance(0);
    assert.deepEqual(updates.state, { kind: 'installing', update: UPDATE });
    assert.deepEqual(updater.asked.slice(-2), ['download', 'install']);
    assert.deepEqual(shown.slice(-4), ['available', 'downloading', 'ready', 'installing']);
  });

  it('can be installed later if the prompt was declined, which is not a failure', async () => {
    const { clock, updater, shown, updates } = subject();
    updates.follow(ON);
    await clock.advance(0);
    updates.download();
    await clock.advance(0);
    updater.onInstall = () => Promise.reject(new Win32Error('ShellExecuteExW', ERROR_CANCELLED));
    updates.install();
    await clock.advance(0);
    assert.deepEqual(updates.state, { kind: 'ready', update: UPDATE });
    assert.deepEqual(shown.slice(-3), ['ready', 'installing', 'ready']);
  });

  it('tell how far a download is', async () => {
    const { clock, updater, updates } = subject();
    const told: unknown[] = [];
    updater.onDownload = (onProgress) => {
      for (const percent of [0, 12.4, 200, -1, Number.NaN]) {
        onProgress(percent);
        told.push('percent' in updates.state && updates.state.percent);
      }
      return Promise.resolve();
    };
    updates.follow(ON);
    await clock.advance(0);
    updates.download();
    await clock.advance(0);
    assert.deepEqual(told, [0, 12, 100, 0, 0]);
  });

  it('are looked for again after failures, later each time, and at most a day later', async () => {
    const { clock, updater, updates } = subject();
    updater.onCheck = () => Promise.reject(Object.assign(new Error('no\nhost'), { code: 'ENOTFOUND' }));
    updates.follow(ON);
    await clock.advance(0);
    assert.deepEqual(updates.state, { kind: 'failed', failure: 'unreachable', detail: 'no' });
    await clock.advance(HOUR_MS);
    assert.equal(updater.asked.length, 2);
    await clock.advance(2 * HOUR_MS - 1);
    assert.equal(updater.asked.length, 2);
    await clock.advance(1);
    assert.equal(updater.asked.length, 3);
    assert.deepEqual(
      [0, 1, 2, 3, 4, 5, 6, 100].map((count) => checkDelay(count) / HOUR_MS),
      [24, 1, 2, 4, 8, 16, 24, 24],
    );
  });

  it('can be looked for once more by a click after a failure of any step', async () => {
    for (const step of ['onCheck', 'onDownload', 'onInstall'] as const) {
      const { clock, updater, updates } = subject();
      updater[step] = () => Promise.reject(new Error('full'));
      updates.follow(ON);
      await clock.advance(0);
      updates.download();
      await clock.advance(0);
      updates.install();
      await clock.advance(0);
      assert.deepEqual(updates.state, { kind: 'failed', failure: 'other', detail: 'full' }, step);
      updater.onCheck = () => Promise.resolve({ version: '2.0.0', releaseNotes: 'New.' });
      updates.check();
      await clock.advance(0);
      assert.deepEqual(updates.state, { kind: 'available', update: UPDATE }, step);
    }
  });

  it('are not shown if the server’s reply makes no sense', async () => {
    const { clock, updater, updates } = subject();
    updater.onCheck = () => Promise.resolve({ version: '<b>2</b>' });
    updates.follow(ON);
    await clock.advance(0);
    assert.equal(updates.state.kind === 'failed' && updates.state.failure, 'not-understood');
  });

  it('are not checked for once they are switched off, and a check in progress is stopped and discarded', async () => {
    const { clock, updater, updates } = subject();
    const download = Promise.withResolvers<undefined>();
    let isStopped = false;
    updater.onDownload = (_onProgress, signal) => {
      signal.addEventListener('abort', () => (isStopped = true));
      return download.promise;
    };
    updates.follow(ON);
    await clock.advance(0);
    updates.download();
    await clock.advance(0);
    updates.follow({ ...ON, lookForUpdates: false });
    assert.equal(isStopped, true);
    download.resolve(undefined);
    for (const ask of ['check', 'download', 'install'] as const) updates[ask]();
    await clock.advance(10 * DAY_MS);
    assert.deepEqual(updates.state, { kind: 'disabled', obstacle: 'switched-off' });
    assert.deepEqual(updater.asked, ['check stable', 'download']);
    assert.equal(clock.waiting, 0);
  });

  it('are not checked for at all if they are switched off at the start', async () => {
    const { clock, updater, updates } = subject();
    updates.follow({ ...ON, lookForUpdates: false });
    await clock.advance(10 * DAY_MS);
    assert.deepEqual(updater.asked, []);
  });

  it('come from another channel as soon as it is chosen, and a reply of the old one is discarded', async () => {
    const { clock, updater, updates } = subject();
    const old = Promise.withResolvers<unknown>();
    updater.onCheck = () => old.promise;
    updates.follow(ON);
    await clock.advance(0);
    updates.follow({ ...ON, updateChannel: 'beta' });
    updater.onCheck = () => Promise.resolve({ version: '3.0.0-beta.1' });
    old.resolve({ version: '2.0.0' });
    await clock.advance(0);
    assert.deepEqual(updates.state, { kind: 'available', update: { version: '3.0.0-beta.1', notes: '' } });
    assert.deepEqual(updater.asked, ['check stable', 'check beta']);
  });

  it('go on as they are when another setting is changed', async () => {
    const { clock, updater, updates } = subject();
    updates.follow(ON);
    await clock.advance(0);
    updates.follow({ ...ON });
    await clock.advance(0);
    assert.deepEqual(updater.asked, ['check stable']);
  });

  it('cannot be downloaded if the build cannot be updated, whatever is requested', async () => {
    const clock = new ManualClock();
    let changes = 0;
    const updates = new Updates({
      ...{ updater: 'unsigned' as const, clock, log: memoryLog() },
      onChange: () => (changes += 1),
    });
    updates.follow(ON);
    for (const ask of ['check', 'download', 'install'] as const) updates[ask]();
    await clock.advance(DAY_MS);
    assert.deepEqual(updates.state, { kind: 'disabled', obstacle: 'unsigned' });
    assert.equal(changes, 0);
  });

  it('stand in the log, each step once', async () => {
    const { clock, log, updates } = subject();
    updates.follow(ON);
    await clock.advance(0);
    updates.download();
    await clock.advance(0);
    assert.deepEqual(
      log.entries.map(({ details }) => details['state']),
      ['idle', 'checking', 'available', 'downloading', 'ready'],
    );
    assert.equal(log.entries.at(-1)?.details['version'], '2.0.0');
  });
});

describe("an update's state", () => {
  const events: fc.Arbitrary<UpdateEvent> = fc.oneof(
    fc.constantFrom<UpdateEvent>(
      { type: 'switch', obstacle: undefined },
      { type: 'switch', obstacle: 'switched-off' },
      { type: 'check' },
      { type: 'checked', at: 1, update: UPDATE },
      { type: 'checked', at: 1, update: undefined },
      { type: 'download' },
      { type: 'downloaded' },
      { type: 'install' },
      { type: 'declined' },
      { type: 'failed', failure: 'other', detail: '' },
    ),
    fc.double().map((percent): UpdateEvent => ({ type: 'progress', percent })),
  );

  it('comes to installing only from a download that ended well, and to anything only by being switched on', () => {
    fc.assert(
      fc.property(fc.array(events, { maxLength: 40 }), (given) => {
        let state: UpdateState = { kind: 'disabled', obstacle: 'switched-off' };
        for (const event of given) {
          const before: UpdateState = state;
          state = nextUpdateState(before, event);
          if (state === before) continue;
          if (before.kind === 'disabled') assert.equal(event.type, 'switch');
          if (state.kind === 'installing') assert.equal(before.kind, 'ready');
          if (state.kind === 'ready')
            assert.equal(before.kind, event.type === 'declined' ? 'installing' : 'downloading');
          if (state.kind === 'downloading') assert.ok(state.percent >= 0 && state.percent <= 100);
        }
      }),
    );
  });
});
