import {
  addPeriods,
  type Hour,
  lastCompletePeriod,
  periodIndex,
  periodRange,
} from '../model/period.ts';

/** What a run will do. */
export interface Plan {
  /** Wanted hours that are missing, oldest first: the run lands these. */
  readonly missing: readonly Hour[];
  /** Wanted hours that are there, oldest first. */
  readonly alreadyThere: readonly Hour[];
}

/** One of several runs that share the hours of a range. */
export interface Shard {
  /** From 1 to `count`. */
  readonly number: number;
  readonly count: number;
}

/**
 * Plans a run: wanted hours minus landed hours, oldest first.
 *
 * @example
 * planRun([parseHour('2026-11-20T13'), parseHour('2026-11-20T12')], [parseHour('2026-11-20T13')]) // => { missing: ['2026-11-20T12'], alreadyThere: ['2026-11-20T13'] }
 */
export function planRun(wanted: readonly Hour[], landed: readonly Hour[]): Plan {
  const there = new Set(landed);
  const missing: Hour[] = [];
  const alreadyThere: Hour[] = [];
  for (const hour of [...new Set(wanted)].sort()) {
    (there.has(hour) ? alreadyThere : missing).push(hour);
  }
  return { missing, alreadyThere };
}

/**
 * The hours that fall to one shard: every `count`-th, so that all shards have as much to do.
 * Together the shards have every hour once, and need not know of each other.
 *
 * @example
 * shardOf(periodRange(parseHour('1970-01-01T00'), parseHour('1970-01-01T04')), { number: 2, count: 2 }) // => ['1970-01-01T01', '1970-01-01T03']
 */
export function shardOf(hours: readonly Hour[], { number, count }: Shard): Hour[] {
  return hours.filter((hour) => periodIndex(hour) % count === number - 1);
}

/**
 * The hours that an hourly run wants: the last so many complete ones, oldest first.
 *
 * @param instant milliseconds since 1970-01-01T00:00:00Z
 * @example
 * lookBackHours(Date.UTC(2026, 10, 20, 14, 23), 2) // => ['2026-11-20T12', '2026-11-20T13']
 */
export function lookBackHours(instant: number, hours: number): Hour[] {
  const end = addPeriods(lastCompletePeriod('hour', instant), 1);
  return periodRange(addPeriods(end, -hours), end);
}
