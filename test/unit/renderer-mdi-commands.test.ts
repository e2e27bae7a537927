import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commandKey, gestureKey, isSystemMenuKey, type Keys } from '../../renderer/mdi/commands.ts';
import { menuIndex } from '../../renderer/menu/menu-item.ts';
import { after } from './renderer-mdi-subject.ts';

const LABELS = ['Restore', 'Move', 'Size', 'Minimise', 'Maximise'];

function keys(key: string, modifiers: Partial<Keys> = {}): Keys {
  return { key, ctrlKey: false, shiftKey: false, altKey: false, metaKey: false, ...modifiers };
}

test('arrow keys go round a menu, letters to the next item that begins with them', () => {
  const rows: [string, number, number | undefined][] = [
    ['ArrowDown', -1, 0],
    ['ArrowDown', 4, 0],
    ['ArrowUp', 0, 4],
    ['ArrowUp', -1, 4],
    ['Home', 3, 0],
    ['End', 0, 4],
    ['m', 0, 1],
    ['M', 1, 3],
    ['m', 4, 1],
    ['s', 2, 2],
    ['x', 0, undefined],
    [' ', 0, undefined],
    ['Enter', 0, undefined],
  ];
  for (const [key, current, index] of rows) assert.equal(menuIndex(key, current, LABELS), index, key);
});

test('the MDI’s keys mean the same in every state, and are consumed even if there is nothing to do', () => {
  const several = after();
  const rows: [Keys, ReturnType<typeof commandKey>][] = [
    [keys('Tab', { ctrlKey: true }), { type: 'next' }],
    [keys('F6', { ctrlKey: true, shiftKey: true }), { type: 'previous' }],
    [keys('F4', { ctrlKey: true }), { type: 'close', id: 'a' }],
    [keys('F4', { ctrlKey: true, shiftKey: true }), undefined],
    [keys('F4', { altKey: true }), undefined],
    [keys('Tab'), undefined],
    [keys('Tab', { ctrlKey: true, altKey: true }), undefined],
  ];
  for (const [pressed, action] of rows) {
    assert.deepEqual(commandKey(pressed, several), action, JSON.stringify(pressed));
  }
  const none = after(...['a', 'b', 'c'].map((id) => ({ type: 'close' as const, id })));
  assert.equal(commandKey(keys('Tab', { ctrlKey: true }), none), 'none');
  assert.equal(commandKey(keys('F4', { ctrlKey: true }), none), 'none');
});

test('arrow keys move a window in steps, with Ctrl by single pixels', () => {
  assert.deepEqual(gestureKey(keys('ArrowLeft')), { type: 'nudge', by: { x: -10, y: 0 } });
  assert.deepEqual(gestureKey(keys('ArrowDown', { ctrlKey: true })), { type: 'nudge', by: { x: 0, y: 1 } });
  assert.deepEqual(gestureKey(keys('Enter')), { type: 'finish' });
  assert.deepEqual(gestureKey(keys('Escape')), { type: 'cancel' });
  assert.equal(gestureKey(keys('a')), undefined);
});

test('Alt+- opens the system menu, and no other combination does', () => {
  assert.equal(isSystemMenuKey(keys('-', { altKey: true })), true);
  assert.equal(isSystemMenuKey(keys('-')), false);
  assert.equal(isSystemMenuKey(keys('-', { altKey: true, ctrlKey: true })), false);
});
