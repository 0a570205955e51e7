import { isExpired } from '../land/expiry.ts';
import type { LakeJob } from '../land/lake-jobs.ts';
import { addPeriods, isTimed, type Period, type TimedPeriod } from '../model/period.ts';

/**
 * The periods of a job that have expired, are not in the lake any more and were never delivered: from the
 * beginning of the job on, oldest first. Rows of kept periods may refer to theirs.
 *
 * @param landed what is in the lake
 * @example
 * expiredPeriods({ keptFrom: parsePeriod('2026-11-20'), declaration: { since: parseHour('2026-11-19T22') } }, [], new Set(['2026-11-19T22'])) // => ['2026-11-19T23']
 */
export function expiredPeriods(
  job: ExpiringJob,
  landed: readonly Period[],
  delivered: { has(period: Period): boolean },
): TimedPeriod[] {
  const since = job.declaration?.since;
  if (job.keptFrom === undefined || since === undefined || !isTimed(since)) return [];
  const there = new Set(landed);
  const expired: TimedPeriod[] = [];
  for (let period = since; isExpired(job, period); period = addPeriods(period, 1)) {
    if (!there.has(period) && !delivered.has(period)) expired.push(period);
  }
  return expired;
}

/** What says which periods of a job have expired. */
export interface ExpiringJob extends Pick<LakeJob, 'keptFrom'> {
  readonly declaration: Pick<NonNullable<LakeJob['declaration']>, 'since'> | undefined;
}
