import { ExpectedCurve } from './expected-curve.ts';
import { hourOfId, numberOfId } from './hour-ids.ts';
import { HourlyCounts } from './hourly-counts.ts';

/** The rows of a table, or some of them, by the hour in which they begin. */
export interface Cohorts {
  /** Whole hours since 1970-01-01T00 (UTC) at which the first of them can begin. */
  readonly since: number;
  /** How many are expected in each hour. */
  readonly expected: ExpectedCurve;
  /** How many there are in each hour. */
  readonly counts: HourlyCounts;
  /** The number before that of the first of them in an hour: rows of another kind have lower ones. */
  readonly before: (hour: number) => number;
}

/** The rows of two kinds together. In each hour those of the first kind come first. */
export function together(first: Cohorts, second: Cohorts): Cohorts {
  const { since, before } = first;
  return {
    since,
    expected: new ExpectedCurve(since, (from, to) => {
      const weights = new Float64Array(to - from);
      for (const { expected } of [first, second]) {
        addWeights(weights, expected.sumsUpTo(to), from - since);
      }
      return weights;
    }),
    counts: new HourlyCounts(since, (hour) => first.counts.at(hour) + second.counts.at(hour)),
    before,
  };
}

/** Adds the weights of hours, of which the first is number `begin`. */
function addWeights(weights: Float64Array, sums: Float64Array, begin: number): void {
  for (let place = 0; place < weights.length; place += 1) {
    const weight = (sums[begin + place + 1] as number) - (sums[begin + place] as number);
    weights[place] = (weights[place] as number) + weight;
  }
}

/** The number before that of the first row of an hour that comes after some. */
export function after({ before, counts }: Cohorts): (hour: number) => number {
  return (hour) => before(hour) + counts.at(hour);
}

/** Whether the row with an id is one of some. */
export function has({ before, counts }: Cohorts, id: number): boolean {
  const hour = hourOfId(id);
  const place = numberOfId(id) - before(hour);
  return place > 0 && place <= counts.at(hour);
}
