import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { OFFERED_WINDOWS, OWN_SERVICE_WINDOW } from '../../common/child-windows.ts';
import { parseLayout, serialiseLayout } from '../../renderer/mdi/layout.ts';
import { createMdiStore } from '../../renderer/mdi/store.ts';
import { initialState, type MdiState } from '../../renderer/mdi/state.ts';
import { after, anyAction, FRAME, KEYED_REGISTRY, REGISTRY, TRAITS } from './renderer-mdi-subject.ts';

/** What is stored: everything but the frame's size and a gesture in progress. */
function kept({ order, windows, isMaximised }: MdiState) {
  return { order, windows, isMaximised };
}

test('every layout comes back as it was', () => {
  fc.assert(
    fc.property(fc.array(anyAction, { maxLength: 20 }), (actions) => {
      const state = after(...actions);
      assert.deepEqual(kept(parseLayout(serialiseLayout(state), REGISTRY)), kept(state));
    }),
  );
});

test('a layout that is damaged in any way gives the default', () => {
  const good = serialiseLayout(
    after({ type: 'tile', direction: 'vertically' }, { type: 'minimise', id: 'b' }),
  );
  const damage = (change: object) => JSON.stringify({ ...(JSON.parse(good) as object), ...change });
  const rectangle = { left: 0, top: 0, width: 100, height: 100 };
  const damaged = [
    undefined,
    '',
    'null',
    '[]',
    good.slice(0, -1),
    damage({ version: 3 }),
    damage({ order: ['a', 'a'] }),
    damage({ order: 'a' }),
    damage({ isMaximised: 'yes' }),
    damage({ windows: { a: { rectangle: { ...rectangle, width: -1 } } } }),
    damage({ windows: { a: { rectangle: { ...rectangle, left: 1e9 } } } }),
    damage({ windows: { a: { rectangle: { ...rectangle, top: 0.5 } } } }),
    damage({ windows: { a: { rectangle: { ...rectangle, top: null } } } }),
    damage({ windows: { a: { slot: -1 } } }),
    damage({ windows: { a: { step: 1e9 } } }),
    damage({ order: Array.from({ length: 101 }, (_, index) => `document:${index}`) }),
  ];
  for (const text of damaged)
    assert.deepEqual(parseLayout(text, REGISTRY), initialState(REGISTRY), String(text));
});

test('no text whatever does harm', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      const { order, windows } = parseLayout(text, REGISTRY);
      assert.ok(order.every((id) => Object.hasOwn(windows, id)));
      assert.deepEqual(Object.keys(windows), REGISTRY.offered);
    }),
  );
});

test('a layout of another version keeps what both know', () => {
  const text = serialiseLayout(after({ type: 'close', id: 'c' }, { type: 'activate', id: 'b' }));
  const other = { ...REGISTRY, offered: ['b', 'c', 'fresh'], openAtFirst: ['fresh'] };
  const definitionOf = (id: string) => (id === 'a' ? undefined : TRAITS);
  const state = parseLayout(text, { ...other, definitionOf });
  assert.deepEqual(state.order, ['fresh', 'b']);
  assert.deepEqual(Object.keys(state.windows), ['b', 'c', 'fresh']);
});

test('a layout of version 1 keeps places, sizes, z-order and modes, whatever its windows are called now', () => {
  // As written by Sigma 0.1: Mailslot minimised, Service in front, Settings moved and closed.
  const text = `{"version":1,"order":["mailslot","system","messages","service"],"isMaximised":true,"windows":{
    "messages":{},"service":{"rectangle":{"left":307,"top":52,"width":581,"height":517}},
    "mailslot":{"rectangle":{"left":486,"top":237,"width":482,"height":341},"slot":0},"system":{},
    "settings":{"rectangle":{"left":190,"top":101,"width":581,"height":458}},"check":{},"about":{}}}`;
  const state = parseLayout(text, KEYED_REGISTRY);
  assert.deepEqual(state.order, ['mailslot', 'system', 'messages', OWN_SERVICE_WINDOW]);
  assert.equal(state.isMaximised, true);
  assert.deepEqual(Object.keys(state.windows), OFFERED_WINDOWS);
  const child = { traits: TRAITS, rectangle: undefined, step: 0, slot: undefined };
  assert.deepEqual(state.windows, {
    ...Object.fromEntries(OFFERED_WINDOWS.map((key) => [key, child])),
    [OWN_SERVICE_WINDOW]: { ...child, rectangle: { left: 307, top: 52, width: 581, height: 517 } },
    mailslot: { ...child, rectangle: { left: 486, top: 237, width: 482, height: 341 }, slot: 0 },
    settings: { ...child, rectangle: { left: 190, top: 101, width: 581, height: 458 } },
  });
});

test('a layout of version 1 that has a window under both of its ids opens it once', () => {
  const layout = { version: 1, order: ['old', 'a'], isMaximised: false, windows: { old: {}, a: {} } };
  const registry = { ...REGISTRY, formerIds: new Map([['old', 'a']]) };
  assert.deepEqual(parseLayout(JSON.stringify(layout), registry).order, ['c', 'b', 'a']);
});

test('documents that were open come back, and none that is not known any more or was not open', () => {
  const state = after({ type: 'open', id: 'document:2' }, { type: 'open', id: 'document:1' });
  const text = serialiseLayout(state);
  assert.deepEqual(kept(parseLayout(text, REGISTRY)), kept(state));
  const definitionOf = (id: string) => (id === 'document:2' ? undefined : TRAITS);
  assert.deepEqual(parseLayout(text, { ...REGISTRY, definitionOf }).order, ['c', 'b', 'a', 'document:1']);
  const foreign = JSON.parse(text) as { windows: object };
  const windows = { ...foreign.windows, 'document:3': {} };
  assert.deepEqual(kept(parseLayout(JSON.stringify({ ...foreign, windows }), REGISTRY)), kept(state));
});

test('two windows that claim one place among the minimised ones get one each', () => {
  const layout = { version: 1, order: ['a', 'b'], isMaximised: false };
  const text = JSON.stringify({ ...layout, windows: { a: { slot: 7 }, b: { slot: 7 }, c: {}, d: {} } });
  const { windows } = parseLayout(text, REGISTRY);
  assert.deepEqual(
    Object.values(windows).map(({ slot }) => slot),
    [0, 1, undefined, undefined],
  );
});

test('the store keeps every change of the layout, and no unfinished gesture', () => {
  let saved: string | undefined;
  const storage = {
    read: () => saved,
    write: (layout: string) => {
      saved = layout;
    },
  };
  const first = createMdiStore(REGISTRY, storage);
  first.dispatch({ type: 'resize-frame', frame: FRAME });
  first.dispatch({ type: 'begin-move', id: 'a', input: 'pointer' });
  first.dispatch({ type: 'step', by: { x: 0, y: 100 }, isSnapping: false });
  assert.equal(saved, undefined);
  first.dispatch({ type: 'finish' });
  assert.deepEqual(kept(createMdiStore(REGISTRY, storage).getState()), kept(first.getState()));
  assert.equal(first.getState().windows['a']?.rectangle?.top, 112);
});
