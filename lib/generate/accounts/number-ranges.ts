import { BASE_YEAR, firstIndexOf, hourOfWeek, WEEK, yearOf } from './arrivals.ts';

/**
 * Returns the maximum of the expected accounts in each hour of the week in Brasília during a year:
 * 168 numbers.
 */
export type WeeklyExpectation = (year: number) => readonly number[];

/**
 * Gives each hour its own range of numbers, one after the other. Hours are counted since
 * 1970-01-01T00.
 */
export interface NumberRanges {
  /**
   * Length of the ranges from the first hour of 2026 in Brasília to an hour (exclusive) together.
   * Negative for hours before that.
   */
  before(index: number): number;
  /** Length of the ranges from an hour (inclusive) to a later one (exclusive) together. */
  between(from: number, to: number): number;
  /** Length of the range of this hour. */
  length(index: number): number;
}

/**
 * For each hour of a week, the length of the ranges of all earlier hours of that week; then the
 * length of all of them. The same in every week of a year.
 */
type WeekOfRanges = Float64Array;

/**
 * Natural logarithm of the odds against an hour with more accounts than its range has numbers:
 * 10^12 to 1.
 */
const LOG_ODDS = 27.7;

/**
 * Gives each hour a range that is longer than its number of accounts can be. The probability of
 * more accounts is below 10^-12.
 *
 * @param expected expected accounts in each hour of the week
 * @param share which part of the accounts takes its numbers from these ranges. Default: 1, all.
 */
export function numberRanges(expected: WeeklyExpectation, share = 1): NumberRanges {
  const beforeYear = new Map([[BASE_YEAR, 0]]);
  let latest: { readonly year: number; readonly week: WeekOfRanges } | undefined;

  /** Only the last one is kept: a late hour takes a pass over thousands of years. */
  function weekIn(year: number): WeekOfRanges {
    if (latest?.year !== year) latest = { year, week: weekOf(expected(year), share) };
    return latest.week;
  }

  function withinYear(from: number, to: number, year: number): number {
    const week = weekIn(year);
    return sinceFirstWeek(to, week) - sinceFirstWeek(from, week);
  }

  function wholeYear(year: number): number {
    return withinYear(firstIndexOf(year), firstIndexOf(year + 1), year);
  }

  function numbersBeforeYear(year: number): number {
    const known = beforeYear.get(year);
    if (known !== undefined) return known;
    let sum = 0;
    for (let passed = BASE_YEAR; passed < year; passed += 1) sum += wholeYear(passed);
    for (let coming = BASE_YEAR - 1; coming >= year; coming -= 1) sum -= wholeYear(coming);
    beforeYear.set(year, sum);
    return sum;
  }

  return {
    before(index) {
      const year = yearOf(index);
      return numbersBeforeYear(year) + withinYear(firstIndexOf(year), index, year);
    },
    between(from, to) {
      let length = 0;
      for (let start = from; start < to; ) {
        const year = yearOf(start);
        const end = Math.min(to, firstIndexOf(year + 1));
        length += withinYear(start, end, year);
        start = end;
      }
      return length;
    },
    length(index) {
      const week = weekIn(yearOf(index));
      const position = hourOfWeek(index);
      return (week[position + 1] as number) - (week[position] as number);
    },
  };
}

/**
 * Length of the ranges of all hours from the Monday before 1970-01-01 to this hour, as if every week
 * were this one.
 */
function sinceFirstWeek(index: number, week: WeekOfRanges): number {
  const position = hourOfWeek(index);
  const passed = (index - position + hourOfWeek(0)) / WEEK;
  return passed * (week[WEEK] as number) + (week[position] as number);
}

function weekOf(expected: readonly number[], share: number): WeekOfRanges {
  const before = new Float64Array(WEEK + 1);
  let total = 0;
  for (let position = 0; position < WEEK; position += 1) {
    total += rangeLength((expected[position] as number) * share);
    before[position + 1] = total;
  }
  return before;
}

/**
 * Bernstein's inequality, solved for the length: a Poisson count with this mean is `more` above it
 * with a probability of at most exp(-more² / (2 mean + 2 more / 3)).
 */
function rangeLength(mean: number): number {
  const third = LOG_ODDS / 3;
  const more = third + Math.sqrt(third * third + 2 * LOG_ODDS * mean);
  return Math.ceil(mean + more);
}
