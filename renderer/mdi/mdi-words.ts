/** Every word that the child windows themselves say, in one language. */

export const MDI_WORDS = {
  application: 'Sigma',
  windowMenu: 'Window',
  windowMenuHint: 'Arranges and opens the windows.',
  restore: 'Restore',
  move: 'Move',
  size: 'Size',
  minimise: 'Minimise',
  maximise: 'Maximise',
  close: 'Close',
  next: 'Next',
  noWindow: 'No window is open. The Window menu opens one.',
  moveByKeyboard: 'Arrow keys move the window, Enter keeps it there, Esc puts it back.',
  sizeByKeyboard: 'Arrow keys size the window, Enter keeps it so, Esc puts it back.',
} as const;

/** @returns the name of a button that belongs to one of several windows */
export function forWindow(word: string, title: string): string {
  return `${word} ${title}`;
}

export function systemMenuName(title: string): string {
  return `${title}: window menu`;
}

export function openCommand(title: string): string {
  return `Open ${title}`;
}

/** @returns the frame's title, which a maximised child's joins */
export function frameTitle(maximised: string | undefined): string {
  return maximised === undefined ? MDI_WORDS.application : `${MDI_WORDS.application} - [${maximised}]`;
}
