import { systemMenuButtonId } from './focus.ts';
import { commandKey, gestureKey, isSystemMenuKey } from './commands.ts';
import { activeWindow, type Gesture, type MdiState } from './state.ts';
import type { MdiStore } from './store.ts';

/** Handles the keyboard for all child windows. @returns the function that stops it */
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
  let hasUsedAlt = false;
  window.addEventListener(
    'keyup',
    (event) => {
      if (event.key !== 'Alt') return;
      // Electron does not see the keys that the page handled, so a released Alt would focus the menu bar.
      if (hasUsedAlt) event.preventDefault();
      hasUsedAlt = false;
    },
    { signal },
  );
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key === 'Alt') hasUsedAlt = false;
      if (event.defaultPrevented) return;
      if (isSystemMenuKey(event)) {
        event.preventDefault();
        hasUsedAlt = true;
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
