import type { MockTable } from '../mock-table.ts';
import type { Draws, DrawsOf } from '../rows/draws.ts';
import type { RowSet } from '../rows/row-set.ts';

/** The rows of another table that rows refer to: one for each. */
export type ParentRows = (rows: RowSet) => RowSet;

/** Periods before its own that a row may refer to: a month of hours. */
const MOST_PERIODS_BACK = 30 * 24;

const TWO_32 = 2 ** 32;

/** What rows that are referred to are chosen by. */
export interface ParentChoice {
  readonly draws: DrawsOf;
  /** How unequally often rows are referred to: 1 is equally often, see {@link skewed}. */
  readonly skew: number;
  /** The first period that has rows. */
  readonly first: number;
}

/**
 * Chooses any row of the same or an earlier period, without a look-up: first the period, then a number
 * among as many rows as that period has.
 */
export function anyParent(
  parent: Pick<MockTable, 'countOf'>,
  { draws, skew, first }: ParentChoice,
): ParentRows {
  const choose = chooser(draws, { skew, first });
  return (rows) => choose(rows, (period) => parent.countOf(period));
}

/**
 * Chooses an earlier row of the same table: one of a lower number in the same period, or any of an
 * earlier period. The first row of all refers to itself.
 */
export function earlierRow(
  table: Pick<MockTable, 'countOf'>,
  { draws, skew, first }: ParentChoice,
): ParentRows {
  const choose = chooser(draws, { skew, first });
  return (rows) =>
    choose(rows, (period, index) =>
      period === rows.periods[index]
        ? Math.max(1, rows.rows[index] as number)
        : table.countOf(period),
    );
}

function chooser(draws: DrawsOf, { skew, first }: Omit<ParentChoice, 'draws'>) {
  const [back, rank] = [draws('period'), draws('rank')] as const;
  return (rows: RowSet, countOf: (period: number, index: number) => number): RowSet => {
    const periods = periodsBefore(rows, back, first);
    const ranks = rank.uint32s(rows);
    const chosen = new Int32Array(rows.length);
    for (let index = 0; index < rows.length; index += 1) {
      const count = countOf(periods[index] as number, index);
      chosen[index] = Math.floor(count * skewed((ranks[index] as number) / TWO_32, skew));
    }
    return { length: rows.length, periods, rows: chosen };
  };
}

function periodsBefore(
  { length, periods, ...rest }: RowSet,
  back: Draws,
  first: number,
): Int32Array {
  const draws = back.uint32s({ length, periods, ...rest });
  const chosen = new Int32Array(length);
  for (let index = 0; index < length; index += 1) {
    const period = periods[index] as number;
    const most = Math.min(period - first, MOST_PERIODS_BACK);
    chosen[index] = period - Math.floor(((draws[index] as number) / TWO_32) * (most + 1));
  }
  return chosen;
}

/**
 * A share of 0 to 1 that is the smaller the larger the skew is: with 2 the first quarter of the rows gets
 * half of those that refer to them, with 3 the first eighth.
 *
 * @param skew a whole number, 1 or more
 * @example
 * skewed(0.5, 2) // => 0.25
 */
export function skewed(share: number, skew: number): number {
  let product = share;
  for (let power = 1; power < skew; power += 1) product *= share;
  return product;
}
