import { firstIndexOf, hourOfWeek, WEEK, yearOf } from './arrivals.ts';

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
  /** Length of the ranges of all earlier hours together. */
  before(index: number): number;
  /** Length of the ranges from an hour (inclusive) to a later one (exclusive) together. */
  between(from: number, to: number): number;
  /** Length of the range of this hour. */
  length(index: number): number;
}

/** The ranges of the hours of a week, the same in every week of a year. */
interface WeekOfRanges {
  readonly lengths: readonly number[];
  /** For each hour, the length of the ranges of all earlier hours of the week. */
  readonly before: readonly number[];
  readonly total: number;
}

/** The year in Brasília at 1970-01-01T00 (UTC). */
const FIRST_YEAR = 1969;

/**
 * Gives each hour a range that is longer than its number of accounts can be: the expected number,
 * plus nine standard deviations of a Poisson distribution, plus a margin. The probability of more
 * accounts is below 10^-17.
 */
export function numberRanges(expected: WeeklyExpectation): NumberRanges {
  const weeks = new Map<number, WeekOfRanges>();
  const beforeYear = [0];

  function weekIn(year: number): WeekOfRanges {
    const known = weeks.get(year);
    if (known !== undefined) return known;
    const week = weekOf(expected(year).map(rangeLength));
    weeks.set(year, week);
    return week;
  }

  /**
   * Length of the ranges of all hours from the Monday before 1970-01-01 to this hour, as if every
   * week were a week of the same year.
   */
  function sinceFirstWeek(index: number, { total, before }: WeekOfRanges): number {
    const position = hourOfWeek(index);
    const passed = (index - position + hourOfWeek(0)) / WEEK;
    return passed * total + (before[position] ?? 0);
  }

  function withinYear(from: number, to: number, year: number): number {
    const week = weekIn(year);
    return sinceFirstWeek(to, week) - sinceFirstWeek(from, week);
  }

  function numbersBeforeYear(year: number): number {
    for (let known = beforeYear.length; known <= year - FIRST_YEAR; known += 1) {
      const past = FIRST_YEAR + known - 1;
      const within = withinYear(firstIndexOf(past), firstIndexOf(past + 1), past);
      beforeYear.push((beforeYear[known - 1] ?? 0) + within);
    }
    return beforeYear[year - FIRST_YEAR] ?? 0;
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
    length: (index) => weekIn(yearOf(index)).lengths[hourOfWeek(index)] ?? 0,
  };
}

function rangeLength(expected: number): number {
  return Math.ceil(expected + 9 * Math.sqrt(expected) + 25);
}

function weekOf(lengths: readonly number[]): WeekOfRanges {
  const before: number[] = [];
  let total = 0;
  for (const length of lengths) {
    before.push(total);
    total += length;
  }
  return { lengths, before, total };
}
