/** Figures by name, as they are printed: a name ends in its unit, or in `Ratio`. */
export type Figures = Readonly<Record<string, number>>;

/** @returns the middle one, or the mean of the two in the middle; NaN for nothing */
export function median(values: readonly number[]): number {
  return (percentile(values, 50) + percentile(values, 50, 'above')) / 2;
}

/**
 * @param percent from 0 to 100
 * @param side which of two neighbours counts where the place lies between them
 * @returns the value below which that share of the values lies; NaN for nothing
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
 * Sigma beside the native program: both medians and their ratio.
 * @param name of what is measured, which begins each figure's name
 * @param unit which ends the two medians' names
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
