import type { PageCommand } from '../../common/ipc.ts';
import type { ServiceView } from '../../common/view.ts';
import type { Words } from '../../common/languages/words.ts';
import { reasonUnavailable, type Operation } from '../../common/operations.ts';

/** What choosing a menu entry does: something in the window, or in the main process. */
export type MenuChoice =
  PageCommand | { readonly kind: 'show' | 'exit' | 'open-log-folder' | 'open-service-log-folder' };

export interface MenuItemEntry {
  readonly kind: 'item';
  readonly label: string;
  readonly choice: MenuChoice;
  readonly isEnabled: boolean;
  /** Whether it has a check mark; undefined for an item that never has one. */
  readonly isChecked?: boolean;
  readonly keys?: MenuKeys;
}

export interface MenuKeys {
  /** In Electron's notation. */
  readonly accelerator: string;
  /** What reacts to the keys: the menu only displays those that the window handles. */
  readonly listener: 'menu' | 'window';
}

/** An entry of a menu before it becomes Electron's: plain data that can be compared. */
export type MenuEntry =
  | MenuItemEntry
  | { readonly kind: 'separator' }
  /** Something that Electron does itself, with its own keys. */
  | {
      readonly kind: 'role';
      readonly label: string;
      readonly role: 'zoomIn' | 'zoomOut' | 'resetZoom';
      /** Further keys, in Electron's notation, that the menu does not display. */
      readonly moreKeys: readonly string[];
    }
  | { readonly kind: 'menu'; readonly label: string; readonly entries: readonly MenuEntry[] };

/** @returns the groups that are not empty, in order, with a separator between them */
export function separated(...groups: readonly (readonly MenuEntry[])[]): MenuEntry[] {
  return groups
    .filter(({ length }) => length > 0)
    .flatMap((group, index): readonly MenuEntry[] =>
      index === 0 ? group : [{ kind: 'separator' }, ...group],
    );
}

/** @returns the menu item that asks the window for an operation */
export function serviceEntry(words: Words, service: ServiceView, operation: Operation): MenuItemEntry {
  const reason = reasonUnavailable(operation, service.scm, service.busy);
  return {
    kind: 'item',
    label: words.requests.labels[operation],
    choice: { kind: 'request', request: operation },
    isEnabled: reason === undefined,
  };
}
