import type { MenuItemConstructorOptions } from 'electron';
import { assertNever } from '../../common/assert-never.ts';
import type { MenuChoice, MenuEntry, MenuItemEntry } from './menu-entry.ts';

/**
 * @param onChoose called with the user's choice
 * @returns the entries in the form from which Electron builds menus, with access keys
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

/** An item has only one accelerator. Those of hidden items work on Windows as well, and take no access key. */
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
    // One of Electron's radio items is always checked, but it may be that no child window is active.
    ...(isChecked === undefined ? {} : { type: 'checkbox', checked: isChecked }),
    ...(keys === undefined
      ? {}
      : { accelerator: keys.accelerator, registerAccelerator: keys.listener === 'menu' }),
    click: () => {
      onChoose(choice);
    },
  };
}

/**
 * Marks the access key in each label of a menu with an ampersand, as Windows reads it: the first letter of a word if it
 * is free, otherwise any other letter, or none if all are taken.
 */
export function withAccessKeys(labels: readonly string[]): string[] {
  const taken = new Set<string>();
  return labels.map((label) => {
    const index = accessKeys(label).find((at) => !taken.has(letterAt(label, at)));
    if (index === undefined) return escaped(label);
    taken.add(letterAt(label, index));
    return `${escaped(label.slice(0, index))}&${escaped(label.slice(index))}`;
  });
}

/** @returns the positions of a label's letters and digits, the best access key first */
function accessKeys(label: string): number[] {
  const places = (pattern: RegExp): number[] => [...label.matchAll(pattern)].map(({ index }) => index);
  return [...places(/(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu), ...places(/[\p{L}\p{N}]/gu)];
}

function letterAt(label: string, index: number): string {
  return String.fromCodePoint(label.codePointAt(index) ?? 0).toLocaleLowerCase('en');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&&');
}
