import {
  HOUR_MS,
  type Period,
  type PeriodsByGrain,
  periodAt,
  periodIndex,
  periodStart,
  periodsBetween,
  type TimedGrain,
  type TimedPeriod,
} from '../model/period.ts';
import type { InputObject } from '../model/source.ts';

/** What a run will do for one job. */
export interface Plan {
  /** Wanted periods that are missing and due, oldest first: the run lands these. */
  readonly missing: readonly Period[];
  /** Wanted periods that have landed, oldest first. */
  readonly alreadyThere: readonly Period[];
  /** Wanted periods whose inputs have not all landed, oldest first. */
  readonly waiting: readonly Waiting[];
  /** Wanted periods that are not there and have expired, oldest first: the run does not land them. */
  readonly expired: readonly Period[];
  /** Wanted periods that were not captured in time, oldest first: nothing can land them. */
  readonly lost: readonly Period[];
}

/** A period that is over, and the inputs that it waits for. */
export interface Waiting {
  readonly period: Period;
  /** At least one. */
  readonly missing: readonly InputObject[];
}

/** What is known about the periods of a job and about its inputs. */
export interface Known {
  /** Whether a period is older than the lake keeps. Default: no period is. */
  readonly isExpired?: (period: Period) => boolean;
  /** The objects that a period is made from. Default: none. */
  readonly inputsOf?: (period: Period) => readonly InputObject[];
  /** Whether an input object has landed, or can be made again because it has expired. */
  readonly isThere?: (input: InputObject) => boolean;
  /**
   * Whether an input object will ever land: one before the `since` of its job will not, and neither
   * will one that has expired.
   */
  readonly isExpected?: (input: InputObject) => boolean;
  /** Whether the job itself should have captured an input object, and no longer can. */
  readonly isLost?: (input: InputObject) => boolean;
}

/** One of several runs that share the periods of a range. */
export interface Shard {
  /** From 1 to `count`. */
  readonly number: number;
  readonly count: number;
}

/**
 * Plans a run: wanted periods minus landed ones, oldest first. A period with inputs is due when they
 * are all there. One with an input that never will be is left out: the lake begins in the middle of it.
 *
 * @example
 * planRun([parseHour('2026-11-20T13'), parseHour('2026-11-20T12')], [parseHour('2026-11-20T13')]) // => { missing: ['2026-11-20T12'], alreadyThere: ['2026-11-20T13'], waiting: [], expired: [], lost: [] }
 */
export function planRun(
  wanted: readonly Period[],
  landed: readonly Period[],
  {
    isExpired = () => false,
    inputsOf = () => [],
    isThere = () => true,
    isExpected = () => true,
    isLost = () => false,
  }: Known = {},
): Plan {
  const there = new Set(landed);
  const missing: Period[] = [];
  const alreadyThere: Period[] = [];
  const waiting: Waiting[] = [];
  const expired: Period[] = [];
  const lost: Period[] = [];
  for (const period of [...new Set(wanted)].sort()) {
    if (there.has(period)) {
      alreadyThere.push(period);
      continue;
    }
    if (isExpired(period)) {
      expired.push(period);
      continue;
    }
    const absent = inputsOf(period).filter((input) => !isThere(input));
    if (absent.length === 0) missing.push(period);
    else if (absent.some(isLost)) lost.push(period);
    else if (absent.every(isExpected)) waiting.push({ period, missing: absent });
  }
  return { missing, alreadyThere, waiting, expired, lost };
}

/**
 * The periods of one shard: every `count`-th, so that all shards have the same amount of work. Together the
 * shards cover every period once, without coordination.
 *
 * @example
 * shardOf(periodRange(parseHour('1970-01-01T00'), parseHour('1970-01-01T04')), { number: 2, count: 2 }) // => ['1970-01-01T01', '1970-01-01T03']
 */
export function shardOf<P extends TimedPeriod>(
  periods: readonly P[],
  { number, count }: Shard,
): P[] {
  return periods.filter((period) => periodIndex(period) % count === number - 1);
}

/** The window in which a run looks for missing periods. */
export interface Window {
  /** Hours before the last full hour. */
  readonly hours: number;
  /** Minutes after its end from which a period is due. Default: 0. */
  readonly latenessMinutes?: number;
}

/**
 * The periods that a scheduled run wants: those of a grain that ended in the window and are due,
 * oldest first.
 *
 * @param instant milliseconds since 1970-01-01T00:00:00Z
 * @example
 * lookBackPeriods('hour', Date.UTC(2026, 10, 20, 14, 23), { hours: 2 }) // => ['2026-11-20T12', '2026-11-20T13']
 * lookBackPeriods('day', Date.UTC(2026, 10, 20, 14, 23), { hours: 48 }) // => ['2026-11-18', '2026-11-19']
 */
export function lookBackPeriods<G extends TimedGrain>(
  grain: G,
  instant: number,
  { hours, latenessMinutes = 0 }: Window,
): PeriodsByGrain[G][] {
  const due = instant - latenessMinutes * 60_000;
  const end = periodStart(periodAt('hour', due));
  // The first period that ended in the window may have begun before it.
  const begin = Math.max(0, end - hours * HOUR_MS);
  return periodsBetween(grain, periodStart(periodAt(grain, begin)), end);
}
