import { ExpectedCurve } from './expected-curve.ts';
import { HourlyCounts } from './hourly-counts.ts';

/** The rows of a table, or some of them, by the hour in which they begin. */
export interface Cohorts {
  /** Whole hours since 1970-01-01T00 (UTC) at which the first of them can begin. */
  readonly since: number;
  /** How many are expected in each hour. */
  readonly expected: ExpectedCurve;
  /** How many there are in each hour. */
  readonly counts: HourlyCounts;
  /** How many rows of the table have lower numbers in an hour, because they are of another kind. */
  readonly before: (hour: number) => number;
}

/** The rows of two kinds together. In each hour those of the first kind come first. */
export function together(first: Cohorts, second: Cohorts): Cohorts {
  const { since, before } = first;
  return {
    since,
    expected: new ExpectedCurve(
      since,
      (hour) => first.expected.at(hour) + second.expected.at(hour),
    ),
    counts: new HourlyCounts(since, (hour) => first.counts.at(hour) + second.counts.at(hour)),
    before,
  };
}
