import type { PressedKey } from './page-messages.ts';

/** Electron's key names in lower case, where KeyboardEvent's names differ. */
const KEY_NAMES: Readonly<Record<string, string>> = {
  esc: 'escape',
  return: 'enter',
  space: ' ',
  up: 'arrowup',
  down: 'arrowdown',
  left: 'arrowleft',
  right: 'arrowright',
};

/** Keys that differ between keyboard layouts, by their virtual-key codes, as in shell/common/keyboard_util.cc. */
const VIRTUAL_KEYS: Readonly<Record<string, number>> = {
  '0': 48,
  num0: 96,
  numadd: 107,
  numsub: 109,
  plus: 187,
  '=': 187,
  '-': 189,
};

const MODIFIERS: Readonly<Record<string, 'ctrl' | 'shift' | 'alt' | 'meta'>> = {
  ctrl: 'ctrl',
  control: 'ctrl',
  cmdorctrl: 'ctrl',
  commandorcontrol: 'ctrl',
  shift: 'shift',
  alt: 'alt',
  super: 'meta',
  meta: 'meta',
};

/** @returns whether the pressed key matches an accelerator in Electron's notation: `Ctrl+Shift+Tab` */
export function isAccelerator(accelerator: string, pressed: PressedKey): boolean {
  const parts = accelerator.toLowerCase().split('+');
  const name = parts.pop() ?? '';
  const modifiers = new Set(parts.map((part) => MODIFIERS[part]));
  // As on an American keyboard, where plus needs Shift.
  if (name === 'plus') modifiers.add('shift');
  const hasModifiers = (['ctrl', 'shift', 'alt', 'meta'] as const).every(
    (modifier) => pressed[modifier] === modifiers.has(modifier),
  );
  const virtualKey = VIRTUAL_KEYS[name];
  const isKey =
    virtualKey === undefined
      ? pressed.key.toLowerCase() === (KEY_NAMES[name] ?? name)
      : pressed.keyCode === virtualKey;
  return hasModifiers && isKey;
}
