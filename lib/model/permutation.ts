import { finalize, streamKey } from './keyed-random.ts';

const ROUNDS = 6;

/**
 * Returns a keyed bijection of the integers from 0 to `size` - 1. It scatters consecutive numbers,
 * so that they look random but never repeat.
 *
 * A Feistel network over two digits of different radix (Black and Rogaway, "Ciphers with Arbitrary
 * Finite Domains", 2002). The few results outside `size` are permuted again until they are inside
 * (cycle walking).
 *
 * @param size from 1 to 2^48
 * @example
 * const place = permutation(5, ['seed', 'places']);
 * [0, 1, 2, 3, 4].map(place).sort() // => [0, 1, 2, 3, 4]
 */
export function permutation(size: number, path: readonly string[]): (number: number) => number {
  const left = Math.ceil(Math.sqrt(size));
  const right = Math.ceil(size / left);
  const keys = Int32Array.from(
    Array.from({ length: ROUNDS }, (_, round) => streamKey([...path, String(round)])).flat(),
  );

  function scatter(number: number): number {
    let high = Math.floor(number / right);
    let low = number % right;
    let radix = left;
    let other = right;
    for (let round = 0; round < keys.length; round += 2) {
      const [first, second] = [keys[round] as number, keys[round + 1] as number];
      const mixed = finalize(finalize(low + first) ^ second) >>> 0;
      const next = (high + mixed) % radix;
      high = low;
      low = next;
      [radix, other] = [other, radix];
    }
    return high * other + low;
  }

  return (number) => {
    let place = scatter(number);
    while (place >= size) place = scatter(place);
    return place;
  };
}
