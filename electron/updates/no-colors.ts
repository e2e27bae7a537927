/**
 * Replaces the package supports-color in the bundle, which "debug" uses if it is installed. It is only a build
 * dependency here, and would be shipped without appearing in the bill of materials.
 */
export const level = 0;
