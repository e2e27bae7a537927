import type { MdiAction } from './reducer.ts';
import { activeWindow, modeOf, type MdiState } from './state.ts';
import type { MdiStore } from './store.ts';

/** @returns the id of a child window's element, unique to the window; ids of its parts continue with a hyphen */
export function childElementId(id: string): string {
  // Lists of ids are separated by blanks, and no window's own part may contain a hyphen.
  return `child-${id.replace(/[^A-Za-z0-9]/g, (unit) => `_${unit.charCodeAt(0).toString(16)}_`)}`;
}

/** @returns the id of the button that opens a child window's system menu */
export function systemMenuButtonId(id: string): string {
  return `${childElementId(id)}-system-menu-button`;
}

/** The last focused element of each window. */
const lastFocused = new WeakMap<Element, HTMLElement>();

export function rememberFocus(window: Element, focused: EventTarget): void {
  if (focused instanceof HTMLElement && focused !== window) lastFocused.set(window, focused);
}

/**
 * Moves the focus into the active window: to the last focused element, at first to the one with the attribute
 * `data-first-focus`; to a minimised window itself, where Enter restores it; to the empty frame area if there is no
 * window.
 */
export function focusActiveWindow(mdi: MdiStore): void {
  const state = mdi.getState();
  const id = activeWindow(state);
  const window = id === undefined ? document.querySelector<HTMLElement>('.frame-area') : childElement(id);
  if (window === null) return;
  const target = isActiveMinimised(state) ? focusedInMenu(window) : focusable(window);
  (target ?? window).focus({ preventScroll: true });
}

function focusedInMenu(window: Element): HTMLElement | null {
  return window.querySelector<HTMLElement>(':popover-open :focus');
}

function focusable(window: Element): HTMLElement | null | undefined {
  const last = lastFocused.get(window);
  const first = window.querySelector<HTMLElement>('[data-first-focus]');
  return [inside(window), last, first].find((element) => element && canBeFocused(element, window));
}

/** @returns the focused element if it is inside the window, but not the window itself */
function inside(window: Element): HTMLElement | undefined {
  const focused = document.activeElement;
  return focused instanceof HTMLElement && focused !== window ? focused : undefined;
}

function canBeFocused(element: Element, window: Element): boolean {
  return window.contains(element) && element.checkVisibility({ visibilityProperty: true });
}

/**
 * From now on the focus follows the active window, also into it when it is restored. @returns the function that stops
 * it
 */
export function followActiveWindow(mdi: MdiStore): () => void {
  return mdi.subscribe((state, before) => {
    if (
      activeWindow(state) !== activeWindow(before) ||
      isActiveMinimised(state) !== isActiveMinimised(before)
    ) {
      const focused = document.activeElement;
      // Only after React has shown what was hidden; the user may have moved on by then.
      requestAnimationFrame(() => {
        if (!hasLeftTo(document.activeElement, focused)) focusActiveWindow(mdi);
      });
    }
  });
}

/** @returns whether the focus has moved from there to an element outside the frame area */
function hasLeftTo(now: Element | null, from: Element | null): boolean {
  return now !== from && now !== document.body && now?.closest('.frame-area') === null;
}

function isActiveMinimised(state: MdiState): boolean {
  const id = activeWindow(state);
  return id !== undefined && modeOf(state, id) === 'minimised';
}

/**
 * From now on the focus moves to the active window when the focused element is removed. @returns the function that
 * stops it
 */
export function catchLostFocus(mdi: MdiStore): () => void {
  let focused: Element | undefined;
  // A removed element gets no event, and leaves the focus to the body.
  const observer = new MutationObserver(() => {
    if (focused?.isConnected === false && document.activeElement === document.body) focusActiveWindow(mdi);
  });
  // Observes only where the focused element can vanish, because in a flood, observing the whole document costs frames.
  const follow = ({ target }: Event): void => {
    observer.disconnect();
    focused = target instanceof Element ? target : undefined;
    for (let parent = focused?.parentNode; parent; parent = parent.parentNode) {
      observer.observe(parent, { childList: true });
    }
  };
  document.addEventListener('focusin', follow);
  return () => {
    document.removeEventListener('focusin', follow);
    observer.disconnect();
  };
}

function childElement(id: string): HTMLElement | null {
  return document.getElementById(childElementId(id));
}

/** Does what was chosen from a menu, unless it no longer applies, and leaves the focus in a window. */
export function chooseAction(mdi: MdiStore, action: MdiAction | undefined): void {
  if (action !== undefined) mdi.dispatch(action);
  focusActiveWindow(mdi);
}
