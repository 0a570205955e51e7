/** Whole numbers in a range, by number. */
export interface Counted {
  /** How many there are, at most 2^48. */
  readonly size: number;
  /** One of them; different numbers give different ones. */
  at(number: number): number | bigint;
}

/** Most values that a key counts. */
export const MOST_VALUES: number = 2 ** 48;

/**
 * The whole numbers of a range in the order in which keys take them: upwards from one that people
 * begin with, and then downwards from there.
 *
 * @param least the smallest, inclusive
 * @param most the largest, inclusive
 * @example
 * [0, 1, 2, 3].map(countFrom(1n, -5n, 3n).at) // => [1, 2, 3, 0]
 */
export function countFrom(first: bigint, least: bigint, most: bigint): Counted {
  const start = first < least ? least : first > most ? most : first;
  const all = most - least + 1n;
  const size = all > BigInt(MOST_VALUES) ? MOST_VALUES : Number(all);
  const upwards = most - start + 1n;
  const up = upwards > BigInt(MOST_VALUES) ? MOST_VALUES : Number(upwards);
  const isSafe = [start + BigInt(up), start - BigInt(size)].every(
    (end) => end >= Number.MIN_SAFE_INTEGER && end <= Number.MAX_SAFE_INTEGER,
  );
  const from = Number(start);
  return {
    size,
    at: isSafe
      ? (number) => (number < up ? from + number : from - 1 - (number - up))
      : (number) => (number < up ? start + BigInt(number) : start - 1n - BigInt(number - up)),
  };
}
