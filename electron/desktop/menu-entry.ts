import type { PageCommand } from '../../common/ipc.ts';
import type { ServiceView } from '../../common/view.ts';
import type { Words } from '../../common/languages/words.ts';
import { reasonUnavailable, type Operation } from '../../common/operations.ts';

/** What choosing an entry of a menu does: something in the window, or something of the main process's own. */
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
  /** As Electron writes them. */
  readonly accelerator: string;
  /** Who listens to them: of those that the window listens to, the menu only tells. */
  readonly listener: 'menu' | 'window';
}

/** A line of a menu, before it becomes Electron's: plain data, which can be compared. */
export type MenuEntry =
  | MenuItemEntry
  | { readonly kind: 'separator' }
  /** What Electron itself does, on keys of its own. */
  | {
      readonly kind: 'role';
      readonly label: string;
      readonly role: 'zoomIn' | 'zoomOut' | 'resetZoom';
      /** Further keys, as Electron writes them, that the menu does not name. */
      readonly moreKeys: readonly string[];
    }
  | { readonly kind: 'menu'; readonly label: string; readonly entries: readonly MenuEntry[] };

/** @returns the groups that are not empty, one after the other, with a line between them */
export function separated(...groups: readonly (readonly MenuEntry[])[]): MenuEntry[] {
  return groups
    .filter(({ length }) => length > 0)
    .flatMap((group, index): readonly MenuEntry[] =>
      index === 0 ? group : [{ kind: 'separator' }, ...group],
    );
}

/** @returns the menu item by which the window is asked for an operation */
export function serviceEntry(words: Words, service: ServiceView, operation: Operation): MenuItemEntry {
  const reason = reasonUnavailable(operation, service.scm, service.busy);
  return {
    kind: 'item',
    label: words.requests.labels[operation],
    choice: { kind: 'request', request: operation },
    isEnabled: reason === undefined,
  };
}
