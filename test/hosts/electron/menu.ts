import { Emitter, StandIn } from './emitter.ts';
import type { PressedKey } from './page-messages.ts';
import { isAccelerator } from './accelerator.ts';

/** The roles, which Electron performs itself, and its keys for them: lib/browser/api/menu-item-roles.ts */
const ROLE_KEYS = {
  zoomIn: 'CommandOrControl+Plus',
  zoomOut: 'CommandOrControl+-',
  resetZoom: 'CommandOrControl+0',
} as const;
export type Role = keyof typeof ROLE_KEYS;

/** The part of MenuItemConstructorOptions that Sigma uses. */
interface ItemOptions {
  readonly type?: 'normal' | 'separator' | 'checkbox';
  readonly label?: string;
  readonly enabled?: boolean;
  readonly checked?: boolean;
  readonly accelerator?: string;
  readonly registerAccelerator?: boolean;
  readonly role?: Role;
  readonly visible?: boolean;
  readonly submenu?: readonly ItemOptions[];
  readonly click?: () => void;
}

const OPTION_NAMES = new Set([
  ...[
    'type',
    'label',
    'enabled',
    'checked',
    'accelerator',
    'registerAccelerator',
    'role',
    'visible',
    'submenu',
    'click',
  ],
]);

/** A menu's items as the user sees them. */
export type MenuModel = readonly MenuItemModel[];

export interface MenuItemModel {
  /** Empty for a separator. */
  readonly label: string;
  /** The letter that chooses the item, in lower case. */
  readonly accessKey: string | undefined;
  readonly isEnabled: boolean;
  readonly isChecked: boolean;
  readonly keys: string | undefined;
  readonly items: MenuModel;
}

/**
 * Emits `replaced` when the application gets another menu, which closes the open one, and `role` when an item is chosen
 * that Electron performs itself.
 */
export const menuEvents = new Emitter();

/** One item of a menu. */
class Item {
  readonly options: ItemOptions;
  readonly submenu: Menu | undefined;
  isChecked: boolean;

  constructor(options: ItemOptions) {
    this.options = options;
    this.submenu = options.submenu === undefined ? undefined : Menu.buildFromTemplate(options.submenu);
    this.isChecked = options.checked ?? false;
  }

  get label(): string {
    return (this.options.label ?? '').replace(/&(.)/g, '$1');
  }

  get accessKey(): string | undefined {
    return /&([^&])/.exec((this.options.label ?? '').replaceAll('&&', ''))?.[1]?.toLowerCase();
  }

  get isEnabled(): boolean {
    return this.options.enabled ?? true;
  }

  get accelerator(): string | undefined {
    const { accelerator, role } = this.options;
    return accelerator ?? (role === undefined ? undefined : ROLE_KEYS[role]);
  }

  /** Does what a click does. @throws Error if the user could not click the item */
  choose(): void {
    if (!this.isEnabled) throw new Error(`"${this.label}" is disabled`);
    if (this.options.role !== undefined) {
      menuEvents.emit('role', this.options.role);
      return;
    }
    if (this.options.click === undefined) throw new Error(`"${this.label}" does nothing`);
    if (this.options.type === 'checkbox') this.isChecked = !this.isChecked;
    this.options.click();
  }
}

/** A menu as data: it is never shown. */
export class Menu extends StandIn {
  readonly #items: readonly Item[];
  /** The menu of the menu bar. */
  static #ofApplication: Menu | null = null;

  private constructor(items: readonly ItemOptions[]) {
    super();
    for (const name of items.flatMap((item) => Object.keys(item))) {
      if (!OPTION_NAMES.has(name)) throw new Error(`The stand-in for Electron has no menu item's "${name}"`);
    }
    this.#items = items.map((options) => new Item(options));
  }

  static buildFromTemplate(template: readonly ItemOptions[]): Menu {
    return new Menu(template);
  }

  static setApplicationMenu(menu: Menu | null): void {
    Menu.#ofApplication = menu;
    menuEvents.emit('replaced');
  }

  static getApplicationMenu(): Menu | null {
    return Menu.#ofApplication;
  }

  /** Not Electron's. */
  model(): MenuModel {
    const seen = this.#items.filter(({ options }) => options.visible !== false);
    return seen.map((item) => ({
      label: item.label,
      accessKey: item.accessKey,
      isEnabled: item.isEnabled,
      isChecked: item.isChecked,
      keys: item.accelerator,
      items: item.submenu?.model() ?? [],
    }));
  }

  /** Not Electron's. @throws Error if there is no such item, or the user could not choose it */
  choose([label, ...rest]: readonly string[]): void {
    const item = this.#items.find((known) => known.label === label);
    if (item === undefined) throw new Error(`There is no menu item "${String(label)}"`);
    if (item.submenu !== undefined && item.isEnabled) item.submenu.choose(rest);
    else item.choose();
  }

  /** Not Electron's. @returns the label of the item that the letter chooses in the menu at the path */
  labelOf(letter: string, path: readonly string[] = []): string | undefined {
    const [next, ...rest] = path;
    if (next === undefined) return this.#items.find(({ accessKey }) => accessKey === letter)?.label;
    return this.#items.find(({ label }) => label === next)?.submenu?.labelOf(letter, rest);
  }

  /** Not Electron's. @returns whether the item at the path opens a menu */
  opens([label, ...rest]: readonly string[]): boolean {
    const submenu = this.#items.find((known) => known.label === label)?.submenu;
    return submenu !== undefined && (rest.length === 0 || submenu.opens(rest));
  }

  /** Not Electron's: chooses the item that has these keys, if there is an enabled one. */
  accelerate(key: PressedKey): void {
    const item = this.#flat().find(
      ({ options, accelerator, isEnabled }) =>
        isEnabled &&
        options.registerAccelerator !== false &&
        accelerator !== undefined &&
        isAccelerator(accelerator, key),
    );
    item?.choose();
  }

  #flat(): Item[] {
    return this.#items.flatMap((item) => [item, ...(item.submenu === undefined ? [] : item.submenu.#flat())]);
  }
}
