import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { WINDOW_LIMIT } from '../../common/mdi.ts';
import type { MdiAction } from '../../renderer/mdi/reducer.ts';
import { WINDOW_COMMANDS } from '../../renderer/mdi/commands.ts';
import { TITLE_BAR_HEIGHT } from '../../renderer/mdi/geometry/rectangle.ts';
import { HANDLES, NO_EDGES } from '../../renderer/mdi/geometry/sizing.ts';
import {
  activeWindow,
  closedWindows,
  maximisedWindow,
  modeOf,
  openWindows,
  shownRectangle,
  visibleWindows,
  workspace,
  type MdiState,
} from '../../renderer/mdi/state.ts';
import { after, anyAction, FRAME, reduce, REGISTRY } from './renderer-mdi-subject.ts';

const IDS = REGISTRY.offered;

/** Moves a window by a gesture from beginning to end, without snapping. */
function move(id: string, x: number, y: number): MdiAction[] {
  return [
    { type: 'begin-move', id, input: 'pointer' },
    { type: 'step', by: { x, y }, isSnapping: false },
    { type: 'finish' },
  ];
}

test('after anything that can happen the windows are in order', () => {
  fc.assert(
    fc.property(fc.array(anyAction, { maxLength: 40 }), (actions) => {
      const state = after(...actions);
      const { order, frame } = state;
      assert.equal(new Set(order).size, order.length, 'no window is twice in the z-order');
      const documents = order.filter((id) => !IDS.includes(id));
      assert.ok(documents.every((id) => id.startsWith('document:')));
      const known = Object.keys(state.windows);
      assert.deepEqual(known.slice(0, IDS.length), IDS, 'no window is forgotten that is offered');
      assert.deepEqual(
        known.slice(IDS.length).toSorted(),
        documents.toSorted(),
        'others are known while they are open',
      );

      const active = order.filter((id) => id === activeWindow(state));
      assert.equal(active.length, order.length > 0 ? 1 : 0, 'exactly one is active while any can be');

      const slots = order.flatMap((id) => state.windows[id]?.slot ?? []);
      assert.equal(new Set(slots).size, slots.length, 'no two are minimised to one place');

      for (const id of order) {
        const { left, top, width, height } = shownRectangle(state, id);
        assert.ok(top >= 0, id);
        if (modeOf(state, id) === 'normal' && workspace(state).height >= TITLE_BAR_HEIGHT) {
          const kept = top + Math.min(height, TITLE_BAR_HEIGHT);
          assert.ok(kept <= workspace(state).height, 'its title bar is not cut off');
          assert.ok(left + width >= Math.min(width, 80) && left <= frame.width - Math.min(width, 80));
        }
      }
    }),
    { numRuns: 300 },
  );
});

test('opening, closing and activating bring to the front what they should', () => {
  const rows: [string, MdiAction[], string[]][] = [
    ['at first', [], ['c', 'b', 'a']],
    ['open a closed one', [{ type: 'open', id: 'd' }], ['c', 'b', 'a', 'd']],
    ['open an open one', [{ type: 'open', id: 'c' }], ['b', 'a', 'c']],
    ['activate', [{ type: 'activate', id: 'b' }], ['c', 'a', 'b']],
    ['activate what is closed', [{ type: 'activate', id: 'd' }], ['c', 'b', 'a']],
    ['close the active one', [{ type: 'close', id: 'a' }], ['c', 'b']],
    ['next', [{ type: 'next' }], ['a', 'c', 'b']],
    ['previous', [{ type: 'previous' }], ['b', 'a', 'c']],
    ['moving one activates it', move('c', 1, 1), ['b', 'a', 'c']],
  ];
  for (const [name, actions, order] of rows) assert.deepEqual(after(...actions).order, order, name);
});

test('a document opens by its id, once, and is forgotten when it is closed', () => {
  const open = after({ type: 'open', id: 'document:1' }, { type: 'open', id: 'document:2' });
  assert.deepEqual(open.order, ['c', 'b', 'a', 'document:1', 'document:2']);
  assert.deepEqual(openWindows(open), ['a', 'b', 'c', 'document:1', 'document:2'], 'as the menus list them');
  assert.deepEqual(closedWindows(open), ['d']);
  const again = reduce(open, { type: 'open', id: 'document:1' });
  assert.deepEqual(again.order, ['c', 'b', 'a', 'document:2', 'document:1']);
  assert.equal(again.windows['document:1']?.step, open.windows['document:1']?.step, 'it stays where it is');
  const closed = reduce(again, { type: 'close', id: 'document:1' });
  assert.deepEqual(Object.keys(closed.windows), ['a', 'b', 'c', 'd', 'document:2']);
  assert.equal(activeWindow(closed), 'document:2');
  assert.deepEqual(reduce(closed, { type: 'reset-layout' }), after());
});

test('documents of one kind cascade from where the first of them lies, and take a place that is free', () => {
  const ids = ['document:1', 'document:2', 'document:3'];
  const none = after(...['a', 'b', 'c'].map((id) => ({ type: 'close' as const, id })));
  const state = ids.reduce((before, id) => reduce(before, { type: 'open', id }), none);
  const [first, ...others] = ids.map((id) => shownRectangle(state, id));
  assert.ok(first !== undefined);
  for (const [index, other] of others.entries()) {
    const offset = (index + 1) * TITLE_BAR_HEIGHT;
    assert.deepEqual(other, {
      left: first.left + offset,
      top: first.top + offset,
      width: first.width - offset,
      height: first.height - offset,
    });
  }
  const without = reduce(state, { type: 'close', id: 'document:1' });
  const fourth = reduce(without, { type: 'open', id: 'document:4' });
  assert.deepEqual(shownRectangle(fourth, 'document:4'), first);
});

test('there is a limit to how many documents are open', () => {
  const actions = Array.from({ length: 150 }, (_, index) => ({
    type: 'open' as const,
    id: `document:${index}`,
  }));
  const state = after(...actions);
  assert.equal(Object.keys(state.windows).length, WINDOW_LIMIT);
  assert.equal(reduce(state, { type: 'open', id: 'd' }).order.at(-1), 'd', 'what is offered still opens');
});

test('next visits every window and ends where it began; previous undoes it', () => {
  const seen = new Set<string | undefined>();
  let state = after({ type: 'open', id: 'd' }, { type: 'minimise', id: 'b' });
  const first = activeWindow(state);
  for (let step = 0; step < 4; step += 1) {
    seen.add(activeWindow(state));
    const next = reduce(state, { type: 'next' });
    assert.equal(activeWindow(reduce(next, { type: 'previous' })), activeWindow(state));
    state = next;
  }
  assert.deepEqual([...seen].sort(), IDS, 'a minimised window is visited too');
  assert.equal(modeOf(state, 'b'), 'minimised', 'and stays minimised');
  assert.equal(activeWindow(state), first);
});

test('while one window is maximised the others are too, until it is restored', () => {
  const maximised = after({ type: 'maximise', id: 'a' });
  assert.equal(modeOf(maximised, 'b'), 'maximised');
  assert.deepEqual(shownRectangle(maximised, 'a'), { left: 0, top: 0, ...FRAME });
  const next = reduce(maximised, { type: 'next' });
  assert.equal(modeOf(next, activeWindow(next) ?? ''), 'maximised');
  const restored = reduce(next, { type: 'restore', id: 'a' });
  assert.equal(modeOf(restored, 'a'), 'normal');
  assert.deepEqual(shownRectangle(restored, 'a'), shownRectangle(after(), 'a'));
});

test('a window that was maximised when it was minimised is maximised again', () => {
  const state = after({ type: 'maximise', id: 'a' }, { type: 'minimise', id: 'a' });
  assert.equal(modeOf(state, 'a'), 'minimised');
  assert.equal(activeWindow(state), 'b');
  assert.equal(modeOf(reduce(state, { type: 'restore', id: 'a' }), 'a'), 'maximised');
});

test('minimised windows take the first free place, and close up when they are arranged', () => {
  const minimised = after(
    { type: 'minimise', id: 'a' },
    { type: 'minimise', id: 'b' },
    { type: 'minimise', id: 'c' },
    { type: 'restore', id: 'b' },
  );
  const slots = (state: MdiState) => ['a', 'b', 'c'].map((id) => state.windows[id]?.slot);
  assert.deepEqual(slots(minimised), [0, undefined, 2]);
  assert.deepEqual(slots(reduce(minimised, { type: 'arrange-icons' })), [0, undefined, 1]);
  assert.deepEqual(slots(reduce(minimised, { type: 'minimise', id: 'b' })), [0, 1, 2]);
  assert.ok(workspace(minimised).height < FRAME.height);
});

test('with every window minimised the active one stays active', () => {
  const state = after({ type: 'minimise-all' });
  assert.equal(activeWindow(state), 'a');
  assert.deepEqual(visibleWindows(state), []);
  assert.equal(activeWindow(reduce(state, { type: 'restore', id: 'b' })), 'b');
  const oneByOne = after(...['a', 'b', 'c'].map((id) => ({ type: 'minimise' as const, id })));
  assert.equal(activeWindow(oneByOne), 'c');
});

test('a minimised window that is activated stays minimised, and gives way to a visible one that is left', () => {
  const state = after({ type: 'minimise', id: 'b' }, { type: 'activate', id: 'b' });
  assert.equal(activeWindow(state), 'b');
  assert.equal(modeOf(state, 'b'), 'minimised');
  const above = reduce(state, { type: 'activate', id: 'a' });
  for (const type of ['close', 'minimise'] as const) {
    assert.equal(activeWindow(reduce(above, { type, id: 'a' })), 'c', type);
  }
  const maximised = reduce(reduce(state, { type: 'maximise', id: 'a' }), { type: 'activate', id: 'b' });
  assert.equal(
    maximisedWindow(maximised),
    'a',
    'behind a minimised title bar a maximised window is still seen',
  );
});

test('a gesture shows at once, stays when it is finished and is gone when it is cancelled', () => {
  const before = shownRectangle(after(), 'a');
  const moving = after(...move('a', 100, 50).slice(0, 2));
  const there = { ...before, left: before.left + 100, top: before.top + 50 };
  assert.deepEqual(shownRectangle(moving, 'a'), there);
  assert.deepEqual(shownRectangle(reduce(moving, { type: 'finish' }), 'a'), there);
  assert.deepEqual(shownRectangle(reduce(moving, { type: 'cancel' }), 'a'), before);
  assert.deepEqual(
    shownRectangle(reduce(moving, { type: 'minimise-all' }), 'a').height,
    TITLE_BAR_HEIGHT + 1,
  );
});

test('the window of a gesture may get the focus meanwhile; another window finishes the gesture', () => {
  const moving = after(...move('a', 100, 50).slice(0, 2));
  assert.equal(reduce(moving, { type: 'activate', id: 'a' }), moving);
  const other = reduce(moving, { type: 'activate', id: 'b' });
  assert.equal(other.gesture, undefined);
  assert.equal(shownRectangle(other, 'a').left, shownRectangle(moving, 'a').left);
});

test('a window that nobody moved follows the frame; one that was moved comes back when the frame grows', () => {
  const small = { width: 500, height: 400 };
  const size = (state: MdiState, id: string) => shownRectangle(state, id).width;
  const untouched = after({ type: 'resize-frame', frame: small });
  assert.equal(size(untouched, 'a'), 500);
  const sized = after(
    { type: 'begin-size', id: 'a', input: 'pointer', edges: HANDLES.left },
    { type: 'step', by: { x: 600, y: 0 }, isSnapping: false },
    { type: 'finish' },
  );
  const shrunk = reduce(sized, { type: 'resize-frame', frame: small });
  assert.ok(shownRectangle(shrunk, 'a').left <= small.width - 80);
  const back = reduce(shrunk, { type: 'resize-frame', frame: FRAME });
  assert.deepEqual(shownRectangle(back, 'a'), shownRectangle(sized, 'a'));
});

test('arrow keys choose the edges that they then move', () => {
  const begin: MdiAction = { type: 'begin-size', id: 'a', input: 'keyboard', edges: NO_EDGES };
  const origin = shownRectangle(after(), 'a');
  const state = after(
    begin,
    { type: 'nudge', by: { x: -8, y: 0 } },
    { type: 'nudge', by: { x: 4, y: 0 } },
    { type: 'nudge', by: { x: 0, y: -10 } },
    { type: 'finish' },
  );
  assert.deepEqual(shownRectangle(state, 'a'), {
    left: origin.left - 4,
    top: origin.top - 10,
    width: origin.width + 4,
    height: origin.height + 10,
  });
});

test('what cannot be moved is not: minimised and maximised windows, and those that are not there', () => {
  for (const prepare of [
    { type: 'maximise', id: 'a' },
    { type: 'minimise', id: 'a' },
    { type: 'close', id: 'a' },
  ] as const) {
    assert.equal(after(prepare, ...move('a', 50, 50).slice(0, 2)).gesture, undefined, prepare.type);
  }
  assert.equal(after(...move('nobody', 50, 50)).windows['nobody'], undefined);
});

test('tiled windows fill what the minimised title bars leave', () => {
  const state = after({ type: 'minimise', id: 'c' }, { type: 'tile', direction: 'vertically' });
  const { height } = workspace(state);
  assert.deepEqual(shownRectangle(state, 'a'), { left: 0, top: 0, width: 500, height });
  assert.deepEqual(shownRectangle(state, 'b'), { left: 500, top: 0, width: 500, height });
});

test('the commands do what their names say, and only if that makes sense', () => {
  const empty = after(...['a', 'b', 'c'].map((id) => ({ type: 'close' as const, id })));
  for (const [name, { action }] of Object.entries(WINDOW_COMMANDS)) {
    assert.equal(action(empty) !== undefined, name === 'reset-layout', name);
  }
  const available = Object.entries(WINDOW_COMMANDS).filter(([, { action }]) => action(after()) !== undefined);
  assert.deepEqual(
    available.map(([name]) => name),
    Object.keys(WINDOW_COMMANDS).filter((name) => name !== 'arrange-icons'),
  );
  assert.deepEqual(WINDOW_COMMANDS.close.action(after()), { type: 'close', id: 'a' });
  const changed = after(...move('a', 40, 40), { type: 'open', id: 'd' }, { type: 'maximise', id: 'd' });
  assert.deepEqual(reduce(changed, { type: 'reset-layout' }), after());
});
