/**
 * Marks in each label of a menu the letter that chooses it, with an ampersand before it, as Windows reads them:
 * the first letter of a word where that is free, else any other; none where all are taken.
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

/** @returns the places of a label's letters and digits, the best access key first */
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
