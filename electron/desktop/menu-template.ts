import type { MenuItemConstructorOptions } from 'electron';
import { assertNever } from '../../common/assert-never.ts';
import { withAccessKeys } from './access-keys.ts';
import type { MenuChoice, MenuEntry, MenuItemEntry } from './menu-entry.ts';

/**
 * @param onChoose told what a person chooses
 * @returns the entries as Electron builds menus from them, with access keys
 */
export function menuTemplate(
  entries: readonly MenuEntry[],
  onChoose: (choice: MenuChoice) => void,
): MenuItemConstructorOptions[] {
  const labels = withAccessKeys(entries.map((entry) => (entry.kind === 'separator' ? '' : entry.label)));
  return entries.flatMap((entry, index) => optionsOf(entry, labels[index] ?? '', onChoose));
}

function optionsOf(
  entry: MenuEntry,
  label: string,
  onChoose: (choice: MenuChoice) => void,
): MenuItemConstructorOptions | MenuItemConstructorOptions[] {
  switch (entry.kind) {
    case 'separator':
      return { type: 'separator' };
    case 'menu':
      return { label, submenu: menuTemplate(entry.entries, onChoose) };
    case 'role':
      return roleOptions(entry, label);
    case 'item':
      return itemOptions(entry, label, onChoose);
    default:
      return assertNever(entry);
  }
}

/** An item has one accelerator; those of items that nobody sees work on Windows as well, and take no access key. */
function roleOptions(
  { label, role, moreKeys }: Extract<MenuEntry, { kind: 'role' }>,
  labelWithKey: string,
): MenuItemConstructorOptions[] {
  const unseen = moreKeys.map((accelerator) => ({ label, role, accelerator, visible: false }));
  return [{ label: labelWithKey, role }, ...unseen];
}

function itemOptions(
  { choice, isEnabled, isChecked, keys }: MenuItemEntry,
  label: string,
  onChoose: (choice: MenuChoice) => void,
): MenuItemConstructorOptions {
  return {
    label,
    enabled: isEnabled,
    // Of Electron's radio items one is always checked, and of the child windows perhaps none is active.
    ...(isChecked === undefined ? {} : { type: 'checkbox', checked: isChecked }),
    ...(keys === undefined
      ? {}
      : { accelerator: keys.accelerator, registerAccelerator: keys.listener === 'menu' }),
    click: () => {
      onChoose(choice);
    },
  };
}
