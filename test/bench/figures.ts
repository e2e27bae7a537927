/** Figures by name, as printed. Each name ends in its unit or in `Ratio`. */
export type Figures = Readonly<Record<string, number>>;

/** @returns the middle value, or the mean of the two middle values; NaN for an empty list */
export function median(values: readonly number[]): number {
  return (percentile(values, 50) + percentile(values, 50, 'above')) / 2;
}

/**
 * @param percent from 0 to 100
 * @param side which neighbor to take if the position lies between two values
 * @returns the value below which that share of the values lies; NaN for an empty list
 */
export function percentile(
  values: readonly number[],
  percent: number,
  side: 'below' | 'above' = 'below',
): number {
  const sorted = values.toSorted((left, right) => left - right);
  const place = ((sorted.length - 1) * percent) / 100;
  return sorted[side === 'below' ? Math.floor(place) : Math.ceil(place)] ?? Number.NaN;
}

/**
 * Compares Sigma with the native program: both medians and their ratio.
 * @param name what is measured: the beginning of each figure's name
 * @param unit the end of the two medians' names
 */
export function compare(
  name: string,
  unit: string,
  { sigma, native }: { readonly sigma: readonly number[]; readonly native: readonly number[] },
): Figures {
  return {
    [`${name}Sigma${unit}`]: median(sigma),
    [`${name}Native${unit}`]: median(native),
    [`${name}Ratio`]: median(sigma) / median(native),
  };
}
