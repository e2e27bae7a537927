import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import type { ExportRequest } from '../../common/export.ts';
import type { Answer, Batch, MessageRow, Outcome, SigmaApi } from '../../common/ipc.ts';
import { createMessagesStore, type MessagesStore } from '../../renderer/messages/store.ts';
import { createSigmaStore, type SigmaStore } from '../../renderer/store.ts';
import { EXAMPLE_VIEW } from './example-view.ts';

let listener: (batch: Batch) => void;
let exported: ExportRequest[];
let outcome: Answer<Outcome>;
let sigma: SigmaStore;
let messages: MessagesStore;
let last: number;

beforeEach(async () => {
  exported = [];
  outcome = { ok: true, value: { kind: 'done' } };
  last = 0;
  const api: SigmaApi = {
    snapshot: () => Promise.resolve({ ok: true, value: { number: 0, view: EXAMPLE_VIEW, messages: [] } }),
    perform: () => Promise.resolve({ ok: true, value: { kind: 'done' } }),
    setPostInterval: () => Promise.resolve({ ok: true, value: { kind: 'done' } }),
    leave: () => Promise.resolve({ ok: true, value: undefined }),
    took: () => Promise.resolve({ ok: true, value: undefined }),
    refresh: () => Promise.resolve({ ok: true, value: undefined }),
    changeSettings: () => Promise.resolve({ ok: true, value: undefined }),
    reportWindows: () => Promise.resolve({ ok: true, value: undefined }),
    about: () => Promise.reject(new Error('nobody asks here')),
    check: () => Promise.reject(new Error('nobody asks here')),
    checkForUpdates: () => Promise.resolve({ ok: true, value: undefined }),
    downloadUpdate: () => Promise.resolve({ ok: true, value: undefined }),
    installUpdate: () => Promise.resolve({ ok: true, value: undefined }),
    onCommand: () => () => undefined,
    exportMessages: (request) => {
      exported.push(request);
      return Promise.resolve(outcome);
    },
    onBatch: (given) => {
      listener = given;
      return () => undefined;
    },
  };
  sigma = createSigmaStore(api);
  messages = createMessagesStore(sigma);
  sigma.connect();
  await setImmediate();
});

function arrive(...texts: string[]): void {
  const rows = texts.map((text): MessageRow => {
    last += 1;
    return { id: last, arrivedAt: 0, text, size: 2 * text.length, malformed: false };
  });
  const number = (sigma.getState().feed.shown?.number ?? 0) + 1;
  listener({ number, view: EXAMPLE_VIEW, messages: rows });
}

function shown(): string[] {
  const { rows } = messages.getState().shown;
  return rows.slice(0, rows.length).map(({ text }) => text);
}

test('a pause holds back what arrives, says how much, and loses nothing', () => {
  arrive('a', 'b');
  messages.setPaused(true);
  arrive('c');
  arrive('d', 'e');
  assert.deepEqual(shown(), ['a', 'b']);
  assert.equal(messages.getState().heldBack, 3);
  messages.setPaused(false);
  assert.deepEqual(shown(), ['a', 'b', 'c', 'd', 'e']);
  assert.equal(messages.getState().heldBack, 0);
});

test('a pause before the first message holds back all', () => {
  messages.setPaused(true);
  arrive('a');
  assert.deepEqual(shown(), []);
  assert.equal(messages.getState().heldBack, 1);
});

test('the filter sees what arrives, and while paused only what was there', () => {
  arrive('one', 'two');
  messages.setQuery('o');
  arrive('three', 'four');
  assert.deepEqual(shown(), ['one', 'two', 'four']);
  messages.setPaused(true);
  arrive('foo');
  messages.setQuery('f');
  assert.deepEqual(shown(), ['four']);
  messages.setPaused(false);
  assert.deepEqual(shown(), ['four', 'foo']);
});

test('a row that is chosen ends following, the newest and a cleared choice do not', () => {
  arrive('a', 'b');
  messages.choose(1, false);
  assert.equal(messages.getState().isFollowing, false);
  messages.setQuery('a');
  assert.equal(messages.getState().isFollowing, false);
  messages.setQuery('b');
  assert.equal(messages.getState().isFollowing, true);
  messages.choose(2, false);
  assert.equal(messages.getState().isFollowing, true);
});

test('what is copied are the chosen rows, or all that are shown', () => {
  arrive('a', 'b', 'c');
  const texts = () =>
    messages
      .copyText()
      .trim()
      .split(/\r\n/)
      .map((line) => line.at(-1));
  assert.deepEqual(texts(), ['a', 'b', 'c']);
  messages.choose(2, false);
  messages.choose(3, true);
  assert.deepEqual(texts(), ['b', 'c']);
});

test('an export holds what the filter shows, and only its failure is told', async () => {
  arrive('one', 'two');
  messages.setQuery('two');
  messages.exportShown('json-lines', 'Messages', 'en-US');
  await setImmediate();
  const [request] = exported;
  assert.equal(request?.suggestedName, 'Messages', 'en-US');
  assert.match(request.text, /^\{[^\n]*"two"\}\n$/);
  assert.equal(sigma.getState().exportError, undefined);

  outcome = { ok: true, value: { kind: 'cancelled' } };
  messages.exportShown('csv', 'Messages', 'en-US');
  await setImmediate();
  assert.equal(sigma.getState().exportError, undefined);

  const error = { api: 'WriteFile', code: 112, name: 'ERROR_DISK_FULL', explanation: '', nextStep: '' };
  outcome = { ok: true, value: { kind: 'failed', error } };
  messages.exportShown('csv', 'Messages', 'en-US');
  await setImmediate();
  assert.deepEqual(sigma.getState().exportError, error);
  sigma.dismissExportError();
  assert.equal(sigma.getState().exportError, undefined);
});
