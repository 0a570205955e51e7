import type { RandomFamily } from '../../model/keyed-random.ts';
import { poisson } from '../../model/poisson.ts';
import type { Cohorts } from './cohorts.ts';
import type { Descent } from './descent.ts';
import { ExpectedCurve, ROW } from './expected-curve.ts';
import { HourlyCounts } from './hourly-counts.ts';

/** Options of {@link offspring}. */
export interface OffspringOptions {
  readonly since: number;
  /** 32 random bits for each hour, for the counts. */
  readonly draws: RandomFamily;
  /** How many rows of the table have lower numbers in an hour. Default: none. */
  readonly before?: (hour: number) => number;
}

/** The rows that descend from others: a Poisson-distributed number in each hour that can have any. */
export function offspring(
  descent: Descent,
  { since, draws, before = none }: OffspringOptions,
): Cohorts {
  const expected = new ExpectedCurve(since, (hour) => descent.weightAt(hour));
  const counts = new HourlyCounts(since, (hour) =>
    drawnCount(expected.at(hour), { descent, draws, hour }),
  );
  return { since, expected, counts, before };
}

/**
 * Draws how many children an hour has: none where there is no parent for them.
 *
 * @param weight of the children that are expected
 */
export function drawnCount(
  weight: number,
  {
    descent,
    draws,
    hour,
  }: { readonly descent: Descent; readonly draws: RandomFamily; readonly hour: number },
): number {
  return weight > 0 && descent.hasParents(hour) ? poisson(weight / ROW, draws.of(hour)) : 0;
}

function none(): number {
  return 0;
}
