import { finalize, streamKey } from './keyed-random.ts';

/** Pairs of rounds: four rounds, and six where the digits are so small that four can be told from chance. */
const PAIRS = 2;
const PAIRS_OF_SMALL = 3;

/** Sizes below this are small. */
const SMALL = 2 ** 16;

const TWO_32 = 2 ** 32;

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
  const rounds = 2 * (size < SMALL ? PAIRS_OF_SMALL : PAIRS);
  const keys = Int32Array.from(
    Array.from({ length: rounds }, (_, round) => streamKey([...path, String(round)])).flat(),
  );

  function scatter(number: number): number {
    let high = (number / right) >>> 0;
    let low = number - high * right;
    for (let pair = 0; pair < keys.length; pair += 4) {
      high = shifted(high, mixed(low, keys[pair] as number, keys[pair + 1] as number), left);
      low = shifted(low, mixed(high, keys[pair + 2] as number, keys[pair + 3] as number), right);
    }
    return high * right + low;
  }

  return (number) => {
    let place = scatter(number);
    while (place >= size) place = scatter(place);
    return place;
  };
}

/** 32 bits that depend on a digit and a key of 64 bits. */
function mixed(digit: number, first: number, second: number): number {
  return finalize(finalize(digit + first) ^ second) >>> 0;
}

/** Moves a digit by 32 random bits, round and round. A multiplication: a remainder costs several times as much. */
function shifted(digit: number, bits: number, radix: number): number {
  const sum = digit + (((bits * radix) / TWO_32) >>> 0);
  return sum < radix ? sum : sum - radix;
}
