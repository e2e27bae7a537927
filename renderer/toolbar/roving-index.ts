/**
 * The keyboard pattern of a toolbar, https://www.w3.org/WAI/ARIA/apg/patterns/toolbar/
 * @returns the index that the key moves the focus to, or undefined for any other key
 */
export function rovingIndex(key: string, current: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
      return (current + 1) % count;
    case 'ArrowLeft':
      return (current + count - 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
