/**
 * In the bundle it takes the place of the package supports-color, which "debug" uses where it happens to be there: it
 * is here for the build alone, and would ship without standing in the bill of materials.
 */
export const level = 0;
