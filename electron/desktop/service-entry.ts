import type { ServiceView } from '../../common/view.ts';
import type { Words } from '../../common/languages/words.ts';
import { reasonUnavailable, type Operation } from '../../common/operations.ts';
import type { MenuItemEntry } from './menu-entry.ts';

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
