import { ERROR_INTERNAL_ERROR } from '../../common/win32-codes.ts';
import type { ErrorReport } from '../../common/view.ts';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import type { CheckReport } from '../../common/check.ts';
import type { About } from '../../common/about.ts';
import type { Answer, Batch, Outcome, SigmaApi, Snapshot } from '../../common/ipc.ts';
import type { SettingsChange } from '../../common/settings.ts';
import { createSigmaStore } from '../../renderer/state/store.ts';
import { EXAMPLE, patchWith, wireViewWith } from './example-view.ts';

const ERROR: ErrorReport = {
  api: 'CreateServiceW',
  code: 5,
};

const ABOUT: About = {
  version: '1.2.3',
  isSigned: false,
  runsOn: { node: '22.0.0' },
  logFolder: String.raw`C:\Users\me\logs`,
  licences: [],
};

const CHECK: CheckReport = {
  version: '1.2.3',
  links: [{ link: 'scm', verdict: 'works', findings: [['scm-read', 214, 3]] }],
};

/** A main process that answers what the test says. */
class StubMain {
  snapshots = 0;
  readonly taken: number[] = [];
  left = 0;
  readonly intervals: number[] = [];
  readonly changes: SettingsChange[] = [];
  listeners = new Set<(batch: Batch) => void>();
  outcome: () => Promise<Answer<Outcome>> = () => Promise.resolve({ ok: true, value: { kind: 'done' } });
  snapshot: () => Answer<Snapshot> = () => ({
    ok: true,
    value: { number: 0, view: wireViewWith(), messages: [] },
  });
  refreshed: Answer<undefined> = { ok: true, value: undefined };
  asked = 0;
  about: Answer<About> = { ok: true, value: ABOUT };
  checks = 0;
  check: Promise<Answer<CheckReport>> = Promise.resolve({ ok: true, value: CHECK });

  readonly api: SigmaApi = {
    snapshot: () => {
      this.snapshots += 1;
      return Promise.resolve(this.snapshot());
    },
    perform: () => this.outcome(),
    setPostInterval: (intervalMs) => {
      this.intervals.push(intervalMs);
      return this.outcome();
    },
    took: (number) => {
      this.taken.push(number);
      return Promise.resolve({ ok: true, value: undefined });
    },
    leave: () => {
      this.left += 1;
      return Promise.resolve({ ok: true, value: undefined });
    },
    refresh: () => Promise.resolve(this.refreshed),
    exportMessages: () => Promise.resolve({ ok: true, value: { kind: 'cancelled' } }),
    showExported: () => Promise.resolve({ ok: true, value: undefined }),
    wholeTexts: () => Promise.resolve({ ok: true, value: [] }),
    changeSettings: (change) => {
      this.changes.push(change);
      return Promise.resolve({ ok: true, value: undefined });
    },
    reportWindows: () => Promise.resolve({ ok: true, value: undefined }),
    about: () => {
      this.asked += 1;
      return Promise.resolve(this.about);
    },
    check: () => {
      this.checks += 1;
      return this.check;
    },
    checkForUpdates: () => Promise.resolve({ ok: true, value: undefined }),
    downloadUpdate: () => Promise.resolve({ ok: true, value: undefined }),
    installUpdate: () => Promise.resolve({ ok: true, value: undefined }),
    onCommand: () => () => undefined,
    onBatch: (listener) => {
      this.listeners.add(listener);
      return () => this.listeners.delete(listener);
    },
  };

  send(number: number): void {
    for (const listener of this.listeners) listener({ number, messages: [] });
  }
}

test('on load it listens and takes one snapshot; a gap takes another', async () => {
  const main = new StubMain();
  const store = createSigmaStore(main.api);
  const disconnect = store.connect();
  await setImmediate();
  main.send(1);
  assert.equal(main.snapshots, 1);
  main.snapshot = () => ({ ok: true, value: { number: 3, view: wireViewWith(), messages: [] } });
  main.send(3);
  await setImmediate();
  assert.equal(main.snapshots, 2);
  assert.equal(store.getState().feed.shown?.number, 3);
  disconnect();
  assert.equal(main.listeners.size, 0);
});

test('a failed snapshot is reported, and reloading takes a new one', async () => {
  const main = new StubMain();
  main.snapshot = () => ({ ok: false, error: ERROR });
  const store = createSigmaStore(main.api);
  store.connect();
  await setImmediate();
  assert.deepEqual(store.getState().feed, { phase: 'failed', shown: undefined, error: ERROR });
  main.snapshot = () => ({ ok: true, value: { number: 7, view: wireViewWith(), messages: [] } });
  store.reload();
  await setImmediate();
  assert.equal(store.getState().feed.phase, 'following');
});

test('an operation counts as requested from the click on until its answer', async () => {
  const main = new StubMain();
  const store = createSigmaStore(main.api);
  store.send('install');
  assert.equal(store.getState().requested, 'install');
  await setImmediate();
  assert.equal(store.getState().requested, undefined);
  assert.equal(store.getState().notice, undefined);
});

test('a declined prompt and a failure are shown until dismissed or requested again', async () => {
  const main = new StubMain();
  const store = createSigmaStore(main.api);
  main.outcome = () => Promise.resolve({ ok: true, value: { kind: 'cancelled' } });
  store.send('repair');
  await setImmediate();
  assert.deepEqual(store.getState().notice, { kind: 'cancelled', request: 'repair' });
  main.outcome = () => Promise.resolve({ ok: true, value: { kind: 'failed', error: ERROR } });
  store.send('start');
  assert.equal(store.getState().notice, undefined);
  await setImmediate();
  assert.deepEqual(store.getState().notice, { kind: 'failed', request: 'start', error: ERROR });
  store.dismissNotice();
  assert.equal(store.getState().notice, undefined);
});

test('uninstalling is asked about first, and is not asked of the main process until then', async () => {
  const main = new StubMain();
  const store = createSigmaStore(main.api);
  main.outcome = () => Promise.resolve({ ok: true, value: { kind: 'cancelled' } });
  store.send('uninstall');
  assert.equal(store.getState().requested, undefined);
  await setImmediate();
  assert.deepEqual(store.getState().notice, { kind: 'question', request: 'uninstall' });
  store.ask({ request: 'uninstall' });
  assert.equal(store.getState().requested, 'uninstall');
  await setImmediate();
  assert.deepEqual(store.getState().notice, { kind: 'cancelled', request: 'uninstall' });
});

test('a refusal and a rejected promise are shown like a failure', async () => {
  const main = new StubMain();
  const store = createSigmaStore(main.api);
  main.outcome = () => Promise.resolve({ ok: false, error: ERROR });
  store.send('stop');
  await setImmediate();
  assert.deepEqual(store.getState().notice, { kind: 'failed', request: 'stop', error: ERROR });

  main.outcome = () => Promise.reject(new Error('The channel is closed.'));
  store.send('stop');
  await setImmediate();
  const { notice } = store.getState();
  assert.ok(notice?.kind === 'failed');
  assert.equal(notice.error.code, ERROR_INTERNAL_ERROR);
  assert.equal(notice.error.detail, 'The channel is closed.');

  main.refreshed = { ok: false, error: ERROR };
  store.send('refresh');
  await setImmediate();
  assert.deepEqual(store.getState().notice, { kind: 'failed', request: 'refresh', error: ERROR });
});

test('a posting interval that was refused can be asked for again as it was', async () => {
  const main = new StubMain();
  const store = createSigmaStore(main.api);
  main.outcome = () => Promise.resolve({ ok: true, value: { kind: 'cancelled' } });
  store.ask({ request: 'set-post-interval', intervalMs: 250 });
  assert.equal(store.getState().requested, 'set-post-interval');
  await setImmediate();
  const { notice } = store.getState();
  assert.ok(notice !== undefined);
  store.ask(notice);
  await setImmediate();
  assert.deepEqual(main.intervals, [250, 250]);
});

test('a user who stopped waiting is shown the outcome', async () => {
  const main = new StubMain();
  const store = createSigmaStore(main.api);
  main.outcome = () => Promise.resolve({ ok: true, value: { kind: 'left' } });
  store.send('start');
  store.leave();
  await setImmediate();
  assert.equal(main.left, 1);
  assert.deepEqual(store.getState().notice, { kind: 'left', request: 'start' });
});

test('prompt-free start is offered once, after a start that needed a prompt', async () => {
  const main = new StubMain();
  const store = createSigmaStore(main.api);
  store.connect();
  await setImmediate();
  store.send('start');
  await setImmediate();
  assert.equal(store.getState().notice, undefined, 'it took no prompt');

  main.outcome = () => Promise.resolve({ ok: true, value: { kind: 'done', elevated: true } });
  store.send('install');
  await setImmediate();
  assert.equal(store.getState().notice, undefined, 'it always takes one');
  store.send('stop');
  await setImmediate();
  assert.deepEqual(store.getState().notice, { kind: 'prompted', request: 'stop' });
  assert.deepEqual(main.changes, [{ userControlOffered: true }]);

  const settings = { ...EXAMPLE.settings, userControlOffered: true };
  for (const listener of main.listeners) {
    listener({ number: 1, patch: patchWith({ settings }), messages: [] });
  }
  store.send('start');
  await setImmediate();
  assert.equal(store.getState().notice, undefined);
});

test('a batch is acknowledged once it was drawn, and not before', async () => {
  const main = new StubMain();
  const drawings: (() => void)[] = [];
  const store = createSigmaStore(main.api, (callback) => drawings.push(callback));
  store.connect();
  await setImmediate();
  main.send(1);
  main.send(2);
  assert.deepEqual(main.taken, []);
  for (const draw of drawings) draw();
  assert.deepEqual(main.taken, [1, 2]);
});

test('the details of this version are requested once, and again after a failure', async () => {
  const main = new StubMain();
  const store = createSigmaStore(main.api);
  main.about = { ok: false, error: ERROR };
  store.readAbout();
  await setImmediate();
  assert.deepEqual(store.getState().about, main.about);
  main.about = { ok: true, value: ABOUT };
  for (let times = 0; times < 2; times += 1) {
    store.readAbout();
    await setImmediate();
    assert.deepEqual(store.getState().about, main.about);
  }
  assert.equal(main.asked, 2);
});

test('a check that was asked for twice is made once, and its answer kept', async () => {
  const main = new StubMain();
  const store = createSigmaStore(main.api);
  const { promise, resolve } = Promise.withResolvers<Answer<CheckReport>>();
  main.check = promise;
  store.checkComputer();
  store.checkComputer();
  assert.equal(store.getState().isChecking, true);
  resolve({ ok: true, value: CHECK });
  await setImmediate();
  assert.equal(main.checks, 1);
  assert.equal(store.getState().isChecking, false);
  assert.deepEqual(store.getState().check, { ok: true, value: CHECK });
});

test('a failed check shows why until the next one', async () => {
  const main = new StubMain();
  const store = createSigmaStore(main.api);
  main.check = Promise.reject(new Error('The main process is gone'));
  store.checkComputer();
  await setImmediate();
  assert.equal(store.getState().check?.ok, false);
  main.check = Promise.resolve({ ok: true, value: CHECK });
  store.checkComputer();
  await setImmediate();
  assert.deepEqual(store.getState().check, { ok: true, value: CHECK });
});
