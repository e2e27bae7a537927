/** Whether what is long by nature is tested in full, as `npm run test:long` does. */
export const isLong = process.env['SIGMA_TEST_LONG'] === '1';

/** @returns the size that a test has in this run */
export function scaled<T>(sizes: { readonly short: T; readonly long: T }): T {
  return isLong ? sizes.long : sizes.short;
}
