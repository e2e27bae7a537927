/** One line of a menu. */
export interface MenuItem {
  readonly label: string;
  /** The keys that do the same without the menu. */
  readonly keys?: string | undefined;
  readonly isDisabled?: boolean;
  /** Whether it has a check mark; undefined for an item that never has one. */
  readonly isChecked?: boolean;
  readonly run: () => void;
}

/** Items that belong together. A line separates them from the previous group. */
export type MenuGroup = readonly MenuItem[];

/**
 * The keyboard pattern of a menu, https://www.w3.org/WAI/ARIA/apg/patterns/menu/
 * @param labels of all items, in order
 * @returns the index that the key moves the focus to, or undefined for any other key
 */
export function menuIndex(key: string, current: number, labels: readonly string[]): number | undefined {
  const count = labels.length;
  switch (key) {
    case 'ArrowDown':
      return (current + 1) % count;
    case 'ArrowUp':
      return (Math.max(current, 0) + count - 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return key.length === 1 && key !== ' ' ? indexByLetter(key, current, labels) : undefined;
  }
}

/** @returns the next item that begins with the letter, continuing at the start after the last */
function indexByLetter(letter: string, current: number, labels: readonly string[]): number | undefined {
  const wanted = letter.toLocaleLowerCase();
  const begins = (index: number) => labels[index]?.toLocaleLowerCase().startsWith(wanted) === true;
  const round = labels.map((_, step) => (current + 1 + step) % labels.length);
  return round.find(begins);
}
