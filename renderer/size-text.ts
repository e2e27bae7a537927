/** As Windows counts them: each has 1,024 of the one before. */
const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
const STEP = 1024;

/** @returns a number of bytes in the unit in which it has up to four digits before the point */
export function sizeText(bytes: number, locale: string): string {
  const power = bytes < STEP ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / STEP ** power;
  const maximumFractionDigits = value < 10 && power > 0 ? 1 : 0;
  // The short form of a byte has no plural.
  const unitDisplay = power === 0 ? 'long' : 'short';
  const format = { style: 'unit', unit: UNITS[power] ?? 'byte', unitDisplay, maximumFractionDigits } as const;
  return value.toLocaleString(locale, format);
}
