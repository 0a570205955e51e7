import { finalize, streamKey } from './keyed-random.ts';

const ROUNDS = 6;

/**
 * Gives a keyed bijection of the whole numbers from 0 to `size` - 1: it scatters them without
 * ever giving two of them the same place, so that what is numbered in order looks random and
 * still never repeats.
 *
 * A Feistel network over two digits of different radix (Black and Rogaway, "Ciphers with Arbitrary
 * Finite Domains", 2002); the few numbers that fall outside `size` walk on until they are inside.
 *
 * @param size from 1 to 2^48
 * @example
 * const place = permutation(5, ['seed', 'cpf']);
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
    let low = number - high * right;
    let radix = left;
    let other = right;
    for (let key = 0; key < 2 * ROUNDS; key += 2) {
      const mixed =
        finalize(finalize(low + (keys[key] as number)) ^ (keys[key + 1] as number)) >>> 0;
      // `high` is below the radix already: 32-bit remainders alone, which are several times faster.
      let next = high + (mixed % radix);
      if (next >= radix) next -= radix;
      high = low;
      low = next;
      const swapped = radix;
      radix = other;
      other = swapped;
    }
    return high * other + low;
  }

  return (number) => {
    let place = scatter(number);
    while (place >= size) place = scatter(place);
    return place;
  };
}
