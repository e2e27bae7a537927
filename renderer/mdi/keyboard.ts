import type { MdiAction } from './actions.ts';
import { WINDOW_COMMANDS } from './commands.ts';
import { systemMenuButtonId } from './focus.ts';
import type { Point } from './geometry/rectangle.ts';
import { activeWindow, type Gesture, type MdiState } from './state.ts';
import type { MdiStore } from './store.ts';

/** How far an arrow key moves a window's edge, in CSS pixels; with Ctrl. */
const STEP = 10;
const FINE_STEP = 1;

const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** What the keyboard's keys mean; of a KeyboardEvent, what matters here. */
export type Keys = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'shiftKey' | 'altKey' | 'metaKey'>;

/** @returns what a key does while a window is moved or sized from the keyboard; undefined for nothing */
export function gestureKey({ key, ctrlKey }: Keys): MdiAction | undefined {
  if (key === 'Enter') return { type: 'finish' };
  if (key === 'Escape') return { type: 'cancel' };
  const arrow = ARROWS[key];
  const distance = ctrlKey ? FINE_STEP : STEP;
  return arrow && { type: 'nudge', by: { x: arrow.x * distance, y: arrow.y * distance } };
}

/**
 * MDI's own keys: Ctrl+Tab and Ctrl+F6, with Shift backwards, and Ctrl+F4.
 * @returns what they do now; `none` where the key is one of these but has nothing to do
 */
export function commandKey(
  { key, ctrlKey, shiftKey, altKey, metaKey }: Keys,
  state: MdiState,
): MdiAction | 'none' | undefined {
  if (!ctrlKey || altKey || metaKey) return undefined;
  switch (key) {
    case 'Tab':
    case 'F6':
      return WINDOW_COMMANDS[shiftKey ? 'previous' : 'next'].action(state) ?? 'none';
    case 'F4':
      return shiftKey ? undefined : (WINDOW_COMMANDS.close.action(state) ?? 'none');
    default:
      return undefined;
  }
}

/** Listens to the keyboard for all child windows. @returns the function that ends it */
export function listenToKeyboard(mdi: MdiStore): () => void {
  const ended = new AbortController();
  const { signal } = ended;
  window.addEventListener(
    'keydown',
    (event) => {
      if (!isByKeyboard(mdi.getState().gesture)) return;
      // Every key belongs to the gesture: none may do something else meanwhile.
      event.preventDefault();
      event.stopPropagation();
      const action = gestureKey(event);
      if (action !== undefined) mdi.dispatch(action);
    },
    { signal, capture: true },
  );
  window.addEventListener(
    'pointerdown',
    () => {
      if (isByKeyboard(mdi.getState().gesture)) mdi.dispatch({ type: 'finish' });
    },
    { signal, capture: true },
  );
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.defaultPrevented) return;
      if (event.altKey && !event.ctrlKey && event.key === '-') {
        event.preventDefault();
        openSystemMenu(mdi.getState());
        return;
      }
      const action = commandKey(event, mdi.getState());
      if (action === undefined) return;
      event.preventDefault();
      if (action !== 'none') mdi.dispatch(action);
    },
    { signal },
  );
  return () => {
    ended.abort();
  };
}

function isByKeyboard(gesture: Gesture | undefined): boolean {
  return gesture?.input === 'keyboard';
}

function openSystemMenu(state: MdiState): void {
  const id = activeWindow(state);
  if (id !== undefined) document.getElementById(systemMenuButtonId(id))?.click();
}
