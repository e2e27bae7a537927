import { StandIn } from './emitter.ts';

/** Of MenuItemConstructorOptions, what Sigma uses. */
interface ItemOptions {
  readonly type?: 'normal' | 'separator' | 'checkbox';
  readonly label?: string;
  readonly enabled?: boolean;
  readonly checked?: boolean;
  readonly accelerator?: string;
  readonly registerAccelerator?: boolean;
  readonly role?: 'zoomIn' | 'zoomOut' | 'resetZoom';
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
    'submenu',
    'click',
  ],
]);

/** A menu's lines as a person sees them. */
export type MenuModel = readonly MenuItemModel[];

export interface MenuItemModel {
  /** Empty for a line between groups. */
  readonly label: string;
  /** The letter that chooses it, in lower case. */
  readonly accessKey: string | undefined;
  readonly isEnabled: boolean;
  readonly isChecked: boolean;
  readonly keys: string | undefined;
  readonly items: MenuModel;
}

/** A menu as data: there is nobody to open it. */
export class Menu extends StandIn {
  readonly #items: readonly ItemOptions[];
  /** The menu bar's. */
  static #ofApplication: Menu | null = null;

  private constructor(items: readonly ItemOptions[]) {
    super();
    for (const name of items.flatMap((item) => Object.keys(item))) {
      if (!OPTION_NAMES.has(name)) throw new Error(`The stand-in for Electron has no menu item's "${name}"`);
    }
    this.#items = items;
  }

  static buildFromTemplate(template: readonly ItemOptions[]): Menu {
    return new Menu(template);
  }

  static setApplicationMenu(menu: Menu | null): void {
    Menu.#ofApplication = menu;
  }

  static getApplicationMenu(): Menu | null {
    return Menu.#ofApplication;
  }

  /** Not Electron's. */
  model(): MenuModel {
    return this.#items.map((item) => ({
      label: plainLabel(item),
      accessKey: /&([^&])/.exec((item.label ?? '').replaceAll('&&', ''))?.[1]?.toLowerCase(),
      isEnabled: item.enabled ?? true,
      isChecked: item.checked ?? false,
      keys: item.accelerator,
      items: new Menu(item.submenu ?? []).model(),
    }));
  }

  /** Not Electron's. @throws Error if there is no such item, or a person could not choose it */
  choose([label, ...rest]: readonly string[]): void {
    const item = this.#items.find((known) => plainLabel(known) === label);
    if (item === undefined) throw new Error(`There is no menu item "${String(label)}"`);
    if (item.enabled === false) throw new Error(`"${String(label)}" is disabled`);
    if (item.submenu !== undefined) {
      new Menu(item.submenu).choose(rest);
      return;
    }
    if (item.click === undefined) throw new Error(`"${String(label)}" is done by Electron itself`);
    item.click();
  }
}

function plainLabel({ label = '' }: ItemOptions): string {
  return label.replace(/&(.)/g, '$1');
}
