import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseLayout, serialiseLayout } from '../../renderer/mdi/layout.ts';
import { createMdiStore } from '../../renderer/mdi/store.ts';
import { initialState, type MdiState } from '../../renderer/mdi/state.ts';
import { after, anyAction, FRAME, TRAITS, traits } from './renderer-mdi-subject.ts';

/** What is kept: everything but the frame's size and a gesture under way. */
function kept({ order, windows, isMaximised }: MdiState) {
  return { order, windows, isMaximised };
}

test('every layout comes back as it was', () => {
  fc.assert(
    fc.property(fc.array(anyAction, { maxLength: 20 }), (actions) => {
      const state = after(...actions);
      assert.deepEqual(kept(parseLayout(serialiseLayout(state), TRAITS)), kept(state));
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
    damage({ version: 2 }),
    damage({ order: ['a', 'a'] }),
    damage({ order: 'a' }),
    damage({ isMaximised: 'yes' }),
    damage({ windows: { a: { rectangle: { ...rectangle, width: -1 } } } }),
    damage({ windows: { a: { rectangle: { ...rectangle, left: 1e9 } } } }),
    damage({ windows: { a: { rectangle: { ...rectangle, top: 0.5 } } } }),
    damage({ windows: { a: { rectangle: { ...rectangle, top: null } } } }),
    damage({ windows: { a: { slot: -1 } } }),
  ];
  for (const text of damaged) assert.deepEqual(parseLayout(text, TRAITS), initialState(TRAITS), String(text));
});

test('no text whatever does harm', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      const { order, windows } = parseLayout(text, TRAITS);
      assert.ok(order.every((id) => Object.hasOwn(TRAITS, id)));
      assert.deepEqual(Object.keys(windows), Object.keys(TRAITS));
    }),
  );
});

test('a layout of another version keeps what both know', () => {
  const text = serialiseLayout(after({ type: 'close', id: 'c' }, { type: 'activate', id: 'b' }));
  const { b, c } = TRAITS;
  const state = parseLayout(text, { b, c, fresh: traits() });
  assert.deepEqual(state.order, ['fresh', 'b']);
  assert.deepEqual(Object.keys(state.windows), ['b', 'c', 'fresh']);
});

test('two windows that claim one place among the minimised ones get one each', () => {
  const layout = { version: 1, order: ['a', 'b'], isMaximised: false };
  const text = JSON.stringify({ ...layout, windows: { a: { slot: 7 }, b: { slot: 7 }, c: {}, d: {} } });
  const { windows } = parseLayout(text, TRAITS);
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
  const first = createMdiStore(TRAITS, storage);
  first.dispatch({ type: 'resize-frame', frame: FRAME });
  first.dispatch({ type: 'begin-move', id: 'a', input: 'pointer' });
  first.dispatch({ type: 'step', by: { x: 0, y: 100 }, isSnapping: false });
  assert.equal(saved, undefined);
  first.dispatch({ type: 'finish' });
  assert.deepEqual(kept(createMdiStore(TRAITS, storage).getState()), kept(first.getState()));
  assert.equal(first.getState().windows['a']?.rectangle?.top, 112);
});
