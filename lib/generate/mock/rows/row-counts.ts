import { randomStream } from '../../../model/keyed-random.ts';
import { poisson } from '../../../model/poisson.ts';

/** How many rows the tables have. */
export interface RowCounts {
  /** The first period that has rows. */
  readonly first: number;
  /** How many rows a table is to have in a period, from {@link first} on: at least one. */
  wanted(table: string, period: number): number;
  /** The most rows that a table can have in any period. */
  most(table: string): number;
  /** Whether fewer rows than wanted are an error: somebody asked for this many. */
  readonly isExact: boolean;
}

/**
 * As many rows as somebody asked for, all in one period.
 *
 * @param rowsOf how many rows a table has
 */
export function exactCounts(period: number, rowsOf: (table: string) => number): RowCounts {
  return { first: period, wanted: rowsOf, most: rowsOf, isExact: true };
}

/**
 * Counts around a mean, Poisson-distributed. A period has at least one row, so that rows which refer
 * to it find one.
 *
 * @param meanOf mean number of rows of a table in a period
 */
export function countsAround(
  meanOf: (table: string) => number,
  { first, seedOf }: { readonly first: number; readonly seedOf: (table: string) => string },
): RowCounts {
  return {
    first,
    wanted(table, period) {
      const stream = randomStream(seedOf(table), 'mock', table, 'count', String(period));
      return Math.min(Math.max(1, poisson(meanOf(table), stream)), mostAround(meanOf(table)));
    },
    most: (table) => mostAround(meanOf(table)),
    isExact: false,
  };
}

/** Eight standard deviations and some above the mean: a Poisson count is larger once in 10^12. */
function mostAround(mean: number): number {
  return Math.ceil(mean + 8 * Math.sqrt(mean) + 20);
}
