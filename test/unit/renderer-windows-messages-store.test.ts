import type { MessageRow } from '../../common/view.ts';
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import type { ExportRequest } from '../../common/export.ts';
import type { Answer, Batch, ExportOutcome, SigmaApi } from '../../common/ipc.ts';
import { createMessagesStore, type MessagesStore } from '../../renderer/windows/messages/store.ts';
import { createSigmaStore, type SigmaStore } from '../../renderer/state/store.ts';
import { wireViewWith } from './example-view.ts';

let listener: (batch: Batch) => void;
let exported: ExportRequest[];
let outcome: Answer<ExportOutcome>;
let asked: (readonly number[])[];
let sigma: SigmaStore;
let messages: MessagesStore;
let last: number;

beforeEach(async () => {
  exported = [];
  outcome = { ok: true, value: { kind: 'done', path: 'C:\\messages.csv' } };
  asked = [];
  last = 0;
  const api: SigmaApi = {
    snapshot: () => Promise.resolve({ ok: true, value: { number: 0, view: wireViewWith(), messages: [] } }),
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
    showExported: () => Promise.resolve({ ok: true, value: undefined }),
    wholeTexts: (ids) => {
      asked.push(ids);
      // The oldest is not kept any more.
      const value = ids.filter((id) => id > 1).map((id) => ({ id, text: `whole ${String(id)}` }));
      return Promise.resolve({ ok: true, value });
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

/** A text that ends in an ellipsis is the beginning of a longer one. */
function arrive(...texts: string[]): void {
  const rows = texts.map((text): MessageRow => {
    last += 1;
    const isShortened = text.endsWith('…') || undefined;
    return { id: last, arrivedAt: 0, text, isShortened, size: 2 * text.length, malformed: false };
  });
  const number = (sigma.getState().feed.shown?.number ?? 0) + 1;
  listener({ number, messages: rows });
}

function shown(): string[] {
  const { rows } = messages.getState().shown;
  return rows.slice(0, rows.length).map(({ text }) => text);
}

test('a pause holds back new messages, counts them, and loses none', () => {
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

test('a pause counts what it holds back also beyond what the list keeps', () => {
  arrive('a');
  messages.setPaused(true);
  for (let times = 0; times < 12; times += 1) arrive(...Array.from({ length: 10_000 }, () => 'x'));
  assert.equal(messages.getState().heldBack, 120_000);
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

async function copied(): Promise<string[]> {
  const text = await messages.copyText();
  return text
    .trim()
    .split(/\r\n/)
    .map((line) => line.split('  ').at(-1) ?? '');
}

test('the selected rows are copied, or all rows shown', async () => {
  arrive('a', 'b', 'c');
  assert.deepEqual(await copied(), ['a', 'b', 'c']);
  messages.choose(2, false);
  messages.choose(3, true);
  assert.deepEqual(await copied(), ['b', 'c']);
  assert.deepEqual(asked, []);
});

test('copies and exports are complete, or say that they are not', async () => {
  arrive('one…', 'two…', 'three');
  assert.deepEqual(await copied(), ['one…', 'whole 2', 'three']);
  assert.deepEqual(asked, [[1, 2]]);
  await messages.exportShown('json-lines', 'Messages');
  const lines = exported[0]?.text.trim().split('\n') ?? [];
  const rows = lines.map((line) => JSON.parse(line) as { text: string; shortened: boolean });
  assert.deepEqual(
    rows.map(({ text, shortened }) => [text, shortened]),
    [
      ['one…', true],
      ['whole 2', false],
      ['three', false],
    ],
  );
});

test('an export contains what the filter shows, and reports its outcome', async () => {
  arrive('one', 'two');
  messages.setQuery('two');
  await messages.exportShown('json-lines', 'Messages');
  await setImmediate();
  const [request] = exported;
  assert.equal(request?.suggestedName, 'Messages');
  assert.match(request.text, /^\{[^\n]*"two"\}\n$/);
  assert.deepEqual(sigma.getState().exported, { kind: 'done', path: 'C:\\messages.csv' });

  outcome = { ok: true, value: { kind: 'cancelled' } };
  await messages.exportShown('csv', 'Messages');
  await setImmediate();
  assert.equal(sigma.getState().exported, undefined);

  const error = { api: 'WriteFile', code: 112 };
  outcome = { ok: true, value: { kind: 'failed', error } };
  await messages.exportShown('csv', 'Messages');
  await setImmediate();
  assert.deepEqual(sigma.getState().exported, { kind: 'failed', error });
  sigma.dismissExport();
  assert.equal(sigma.getState().exported, undefined);
});
