/** @returns a number from `least` up to, but not including, `most` */
export type Random = (least: number, most: number) => number;

/**
 * @returns random numbers that are the same for the same seed: Mulberry32, in the public domain
 * https://gist.github.com/tommyettinger/46a874533244883189143505d203312c
 */
export function randomFrom(seed: number): Random {
  let state = seed | 0;
  return (least, most) => {
    state = (state + 0x6d2b_79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return least + (((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * (most - least);
  };
}
