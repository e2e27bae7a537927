import type { PressedKey } from './page-messages.ts';

/** Electron's names of keys, in lower case, where KeyboardEvent has others. */
const KEY_NAMES: Readonly<Record<string, string>> = {
  esc: 'escape',
  return: 'enter',
  space: ' ',
  plus: '+',
  up: 'arrowup',
  down: 'arrowdown',
  left: 'arrowleft',
  right: 'arrowright',
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

/** @returns whether the keys are those of an accelerator, as Electron writes it: `Ctrl+Shift+Tab` */
export function isAccelerator(accelerator: string, pressed: PressedKey): boolean {
  const parts = accelerator.toLowerCase().split('+');
  const name = parts.pop() ?? '';
  const modifiers = new Set(parts.map((part) => MODIFIERS[part]));
  const hasModifiers = (['ctrl', 'shift', 'alt', 'meta'] as const).every(
    (modifier) => pressed[modifier] === modifiers.has(modifier),
  );
  return hasModifiers && pressed.key.toLowerCase() === (KEY_NAMES[name] ?? name);
}
