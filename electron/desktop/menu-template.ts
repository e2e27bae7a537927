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
  return entries.map((entry, index) => optionsOf(entry, labels[index] ?? '', onChoose));
}

function optionsOf(
  entry: MenuEntry,
  label: string,
  onChoose: (choice: MenuChoice) => void,
): MenuItemConstructorOptions {
  switch (entry.kind) {
    case 'separator':
      return { type: 'separator' };
    case 'menu':
      return { label, submenu: menuTemplate(entry.entries, onChoose) };
    case 'role':
      return { label, role: entry.role };
    case 'item':
      return itemOptions(entry, label, onChoose);
    default:
      return assertNever(entry);
  }
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
