import { Buffer } from 'node:buffer';
import { finalize } from '../../../model/keyed-random.ts';
import { permutation } from '../../../model/permutation.ts';
import { columnOf } from '../content/columns.ts';
import { lastDigits } from '../content/digits.ts';
import type { Distinct } from '../field-plan.ts';
import type { DrawsOf } from '../rows/draws.ts';
import type { Slot } from '../slot.ts';
import { MOST_VALUES } from './count-from.ts';

/** Digits of base 36 that hold more than 2^48 numbers. */
const LONGEST_KEY = 10;

/** Bytes of a key where the field does not say how many. */
const USUAL_BYTES = 16;

/** Bytes of a key that differ. */
const MOST_BYTES = 6;

/**
 * A keyed bijection of the numbers of a purpose, from 0 to `size` - 1. It is made when it is first used.
 */
export function scattered(
  draws: DrawsOf,
  size: number,
  ...purpose: readonly string[]
): (number: number) => number {
  let scatter: ((number: number) => number) | undefined;
  return (number) => {
    scatter ??= permutation(size, keyOf(draws, purpose));
    return scatter(number);
  };
}

/** Different texts of digits and small letters, of the same length. */
export function distinctTexts({ field, draws }: Slot): Distinct {
  const { type, length = LONGEST_KEY } = field;
  const width = Math.min(length, LONGEST_KEY);
  const size = Math.min(MOST_VALUES, 36 ** width);
  const scatter = scattered(draws, size, 'key');
  // Values of a char have exactly its length.
  const zeros = type === 'char' ? '0'.repeat(length - width) : '';
  return {
    size,
    make: (numbers) =>
      columnOf(numbers, (number) => zeros + lastDigits(scatter(number), 36, width)),
  };
}

/** UUIDs of version 4 (RFC 9562), by number: the last 48 bits tell them apart. */
export function scatteredUuids(draws: DrawsOf): {
  readonly size: number;
  readonly textOf: (number: number) => string;
} {
  const scatter = scattered(draws, MOST_VALUES, 'key');
  return { size: MOST_VALUES, textOf: (number) => uuidOf(scatter(number)) };
}

/** Different UUIDs. */
export function distinctUuids({ draws }: Slot): Distinct {
  const { size, textOf } = scatteredUuids(draws);
  return { size, make: (numbers) => columnOf(numbers, textOf) };
}

/** Different bytes. */
export function distinctBytes({ field, draws }: Slot): Distinct {
  const { length = USUAL_BYTES } = field;
  const width = Math.min(length, MOST_BYTES);
  const size = 2 ** (8 * width);
  const scatter = scattered(draws, size, 'key');
  return {
    size,
    make: (numbers) =>
      columnOf(numbers, (number) => {
        const digits = lastDigits(scatter(number), 16, 2 * width);
        return Buffer.from(digits, 'hex').toString('base64');
      }),
  };
}

function uuidOf(number: number): string {
  const low = number % 2 ** 32;
  const [first, second] = [finalize(low + 1) >>> 0, finalize(low ^ 0x5bd1e995) >>> 0];
  return uuidText(first, second, finalize(first ^ second) >>> 0, number);
}

/**
 * A UUID of version 4.
 *
 * @param first 32 random bits
 * @param second the same, of which 12 are used
 * @param third the same, of which 14 are used
 * @param last 48 bits
 * @example
 * uuidText(1, 2, 3, 4) // => '00000001-0000-4002-8003-000000000004'
 */
export function uuidText(first: number, second: number, third: number, last: number): string {
  const version = lastDigits(0x4000 | (second & 0xfff), 16, 4);
  const variant = lastDigits(0x8000 | (third & 0x3fff), 16, 4);
  const middle = lastDigits(second >>> 16, 16, 4);
  return `${lastDigits(first, 16, 8)}-${middle}-${version}-${variant}-${lastDigits(last, 16, 12)}`;
}

/** A key for permutations, from the random numbers of a purpose. */
function keyOf(draws: DrawsOf, purpose: readonly string[]): string[] {
  const rows = { length: 2, periods: new Int32Array(2), rows: Int32Array.of(0, 1) };
  return columnOf(draws('permutation', ...purpose).uint32s(rows), String);
}
