import { finalize } from '../../../model/keyed-random.ts';

/**
 * Some rows, or some values within rows, by what tells them apart. Whoever makes values for the same
 * set twice may keep what they share: a set never changes.
 */
export interface RowSet {
  readonly length: number;
  /** Number of the period of each row, see `MockTime`. */
  readonly periods: Int32Array;
  /** Number of each row within its period, from 0. For values within rows any 32 bits that differ. */
  readonly rows: Int32Array;
}

/** Consecutive rows of a period, from one (inclusive) to another (exclusive). */
export function rowsOf(period: number, from: number, to: number): RowSet {
  const length = to - from;
  return {
    length,
    periods: new Int32Array(length).fill(period),
    rows: Int32Array.from({ length }, (_, index) => from + index),
  };
}

/** Some rows of a set, by their positions in it. */
export function rowsAt({ periods, rows }: RowSet, positions: Int32Array): RowSet {
  const { length } = positions;
  const [chosenPeriods, chosenRows] = [new Int32Array(length), new Int32Array(length)];
  for (let index = 0; index < length; index += 1) {
    const position = positions[index] as number;
    chosenPeriods[index] = periods[position] as number;
    chosenRows[index] = rows[position] as number;
  }
  return { length, periods: chosenPeriods, rows: chosenRows };
}

/**
 * The values of lists within rows: for each row as many as `counts` says, one after the other.
 *
 * @param counts for each row of the set
 */
export function valuesWithin({ periods, rows }: RowSet, counts: Uint32Array): RowSet {
  const length = counts.reduce((sum, count) => sum + count, 0);
  const [innerPeriods, innerRows] = [new Int32Array(length), new Int32Array(length)];
  let next = 0;
  for (let row = 0; row < counts.length; row += 1) {
    const key = finalize((rows[row] as number) ^ 0x51ed270b);
    for (let place = 0; place < (counts[row] as number); place += 1) {
      innerPeriods[next] = periods[row] as number;
      innerRows[next] = finalize(key + place);
      next += 1;
    }
  }
  return { length, periods: innerPeriods, rows: innerRows };
}
