import { type RandomFamily, randomFamily, scale } from '../../../model/keyed-random.ts';
import type { RowSet } from './row-set.ts';

/** Random numbers for rows, looked up by period and row: no other row and no other field matters. */
export interface Draws {
  /** An integer from 0 to 2^32 - 1 for each row. */
  uint32s(rows: RowSet): Uint32Array;
  /** An integer from 0 to `bound` - 1 for each row; `bound` is at most 2^32. */
  below(rows: RowSet, bound: number): Uint32Array;
}

/** Opens the random numbers of one purpose: `drawsOf('cpf', 'region')`. */
export type DrawsOf = (...purpose: readonly string[]) => Draws;

/**
 * Returns what opens the random numbers of a table.
 *
 * @example
 * drawsOfTable('seed', 'orders')('total').below({ length: 1, periods: Int32Array.of(0), rows: Int32Array.of(7) }, 10).length // => 1
 */
export function drawsOfTable(seed: string, table: string): DrawsOf {
  return (...purpose) => {
    let family: RandomFamily | undefined;
    const uint32s = ({ length, periods, rows }: RowSet): Uint32Array => {
      // Opened when it is first used: most fields of a person are in no table.
      family ??= randomFamily(seed, 'mock', table, ...purpose);
      const numbers = new Uint32Array(length);
      for (let index = 0; index < length; index += 1) {
        numbers[index] = family.uint32(periods[index] as number, rows[index] as number);
      }
      return numbers;
    };
    return {
      uint32s,
      below(rows, bound) {
        const numbers = uint32s(rows);
        for (let index = 0; index < numbers.length; index += 1) {
          numbers[index] = scale(numbers[index] as number, bound);
        }
        return numbers;
      },
    };
  };
}
