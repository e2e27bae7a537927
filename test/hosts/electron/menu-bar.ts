import { Menu, menuEvents } from './menu.ts';
import type { PressedKey } from './page-messages.ts';

/**
 * The menu bar and its keys, as in Electron on Windows: the page gets a key first, and an unhandled one returns to the
 * window (PlatformHandleKeyboardEvent) and its menus (shell/browser/ui/views/root_view.cc). Alt alone focuses the bar,
 * and Alt with a letter opens a menu. An open menu takes all keys: letters choose, and Esc leaves. Arrow keys do
 * nothing here.
 */
export class MenuBar {
  readonly #onChange: (isOpen: boolean) => void;
  #isAltPressed = false;
  /** The labels that lead to the open menu; empty if the bar has the focus; undefined if the page has it. */
  #path: readonly string[] | undefined;

  /** @param onChange called with whether a menu takes the keys */
  constructor(onChange: (isOpen: boolean) => void) {
    this.#onChange = onChange;
    menuEvents.on('replaced', () => {
      this.#open(undefined);
    });
  }

  get path(): readonly string[] | undefined {
    return this.#path;
  }

  press(key: PressedKey): void {
    const menu = Menu.getApplicationMenu();
    if (menu === null) return;
    if (this.#path !== undefined) {
      if (key.isDown) this.#chooseFrom(menu, this.#path, key);
      return;
    }
    if (key.key === 'Alt') {
      if (!key.isDown && this.#isAltPressed) this.#open([]);
      this.#isAltPressed = key.isDown;
      return;
    }
    this.#isAltPressed = false;
    if (!key.isDown) return;
    const label = key.alt && !key.ctrl ? menu.labelOf(key.key.toLowerCase()) : undefined;
    if (label === undefined) menu.accelerate(key);
    else this.#open([label]);
  }

  #chooseFrom(menu: Menu, path: readonly string[], { key }: PressedKey): void {
    if (key === 'Alt') this.#open(undefined);
    else if (key === 'Escape') this.#open(path.length === 0 ? undefined : path.slice(0, -1));
    else {
      const label = menu.labelOf(key.toLowerCase(), path);
      if (label === undefined) return;
      const chosen = [...path, label];
      if (menu.opens(chosen)) this.#open(chosen);
      else {
        this.#open(undefined);
        menu.choose(chosen);
      }
    }
  }

  #open(path: readonly string[] | undefined): void {
    const wasOpen = this.#path !== undefined;
    this.#path = path;
    this.#isAltPressed = false;
    if (wasOpen !== (path !== undefined)) this.#onChange(!wasOpen);
  }
}
