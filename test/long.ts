/** Whether long-running tests run at full size, as in `npm run test:long`. */
export const isLong = process.env['SIGMA_TEST_LONG'] === '1';

/** @returns the size to use in this run */
export function scaled<T>(sizes: { readonly short: T; readonly long: T }): T {
  return isLong ? sizes.long : sizes.short;
}
