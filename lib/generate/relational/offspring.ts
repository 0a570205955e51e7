import { randomFamily } from '../../model/keyed-random.ts';
import { poisson } from '../../model/poisson.ts';
import type { Cohorts } from './cohorts.ts';
import { type AgeSpan, Descent } from './descent.ts';
import { ExpectedCurve, ROW } from './expected-curve.ts';
import { hourOfId, numberOfId } from './hour-ids.ts';
import { HourlyCounts } from './hourly-counts.ts';
import { HourlyShape, type WeekTable } from './hourly-shape.ts';

/** Rows that each refer to an earlier row of another table. */
export interface Offspring extends Cohorts {
  /** The id of the row that one refers to, by the id of the one. */
  parentOf(id: number): number;
}

/** Options of {@link offspring}. */
export interface OffspringOptions {
  readonly parents: Cohorts;
  readonly ages: readonly AgeSpan[];
  readonly hours: WeekTable;
  /** Names of the random numbers: seed, table, kind of row. */
  readonly path: readonly string[];
  /** The number before that of the first of them in an hour. Default: 0. */
  readonly before?: (hour: number) => number;
  /** As `DescentOptions` has it. */
  readonly accepts?: (hour: number, number: number, draw: number) => boolean;
}

/** The rows that descend from others: a Poisson-distributed number in each hour that can have any. */
export function offspring({
  parents,
  ages,
  hours,
  path,
  before = zero,
  accepts,
}: OffspringOptions): Offspring {
  const { since } = parents;
  const descent = new Descent(parents, {
    ages,
    shape: new HourlyShape(hours),
    draws: randomFamily(...path, 'parent'),
    accepts,
  });
  const draws = randomFamily(...path, 'count');
  const expected = new ExpectedCurve(since, (from, to) => descent.weights(from, to));
  const counts = new HourlyCounts(since, (hour) => {
    const weight = expected.at(hour);
    if (weight === 0 || !descent.hasParents(hour)) return 0;
    return poisson(weight / ROW, { uint32: (part) => draws.uint32(hour, part) });
  });
  return {
    since,
    expected,
    counts,
    before,
    parentOf(id) {
      const hour = hourOfId(id);
      return descent.parentOf(hour, numberOfId(id) - before(hour) - 1);
    },
  };
}

function zero(): number {
  return 0;
}
