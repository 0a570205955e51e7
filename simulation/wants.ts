import { firstCapturable, isLost } from '../lib/land/expiry.ts';
import { lookBackPeriods, type Shard, shardOf } from '../lib/land/plan.ts';
import type { Job } from '../lib/model/job.ts';
import {
  type Hour,
  periodEnd,
  periodStart,
  periodsBetween,
  type TimedPeriod,
} from '../lib/model/period.ts';

/** The periods that a run wants of every job. */
export type Wants =
  /** Those that ended in the last hours before the run. */
  | { readonly lookBack: number }
  /** Those that lie in a range, or the part of one shard. */
  | { readonly from: Hour; readonly to: Hour; readonly shard?: Shard }
  /** Certain periods, by job. */
  | { readonly periods: ReadonlyMap<Job, readonly TimedPeriod[]> };

/** The periods of one job that a run wants, oldest first. */
export interface WantedOfJob {
  readonly job: Job;
  readonly wanted: readonly TimedPeriod[];
  /** The first period of the whole range, of which a shard wants a part. */
  readonly since: TimedPeriod | undefined;
}

/**
 * The periods of a job that a run wants, as the commands `ingest` and `backfill` choose them.
 *
 * @param instant what time it is by the clock of the run, in milliseconds since 1970-01-01T00:00:00Z
 */
export function wantedOf(job: Job, wants: Wants, instant: number): WantedOfJob {
  const { grain, latenessMinutes = 0 } = job;
  // What was captured is due without anybody's wanting it.
  if (grain === 'file') return { job, wanted: [], since: undefined };
  if ('periods' in wants) {
    const all = wants.periods.get(job) ?? [];
    // A clock that was ahead may have wanted some that are not over.
    const wanted =
      job.captures === undefined ? all : all.filter((period) => periodEnd(period) <= instant);
    return { job, wanted, since: wanted[0] };
  }
  if ('lookBack' in wants) {
    const capturableFrom = firstCapturable(job, instant);
    const wanted = lookBackPeriods(grain, instant, {
      hours: wants.lookBack,
      latenessMinutes,
    }).filter((period) => !isLost({ capturableFrom }, period));
    return { job, wanted, since: wanted[0] };
  }
  const { from, to, shard = { number: 1, count: 1 } } = wants;
  const due = instant - latenessMinutes * 60_000;
  const range = periodsBetween(grain, periodStart(from), periodStart(to)).filter(
    (period) => periodEnd(period) <= due,
  );
  return { job, wanted: shardOf(range, shard), since: range[0] };
}
