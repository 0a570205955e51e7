import { DAY_MS } from '../model/calendar-date.ts';
import type { Job } from '../model/job.ts';
import {
  type Day,
  isTimed,
  lastCompletePeriod,
  type Period,
  periodAt,
  type TimedPeriod,
} from '../model/period.ts';
import type { LakeJob } from './lake-jobs.ts';

/**
 * The first day (UTC) whose periods are still kept at an instant: the day of the instant, and
 * `keepDays` whole days before it. A lifecycle rule of S3 that counts as many days from the landing of
 * an object, and on to the next midnight, never removes one earlier.
 *
 * @param instant milliseconds since 1970-01-01T00:00:00Z
 * @example
 * firstKeptDay(Date.UTC(2026, 10, 20, 14, 23), 7) // => '2026-11-13'
 */
export function firstKeptDay(instant: number, keepDays: number): Day {
  return periodAt('day', Math.max(0, instant - keepDays * DAY_MS));
}

/**
 * Whether a period of a job is older than its lake keeps. What has expired is neither missing nor due.
 *
 * @example
 * isExpired({ keptFrom: parsePeriod('2026-11-13') }, parsePeriod('2026-11-12T23')) // => true
 * isExpired({ keptFrom: parsePeriod('2026-11-13') }, parsePeriod('2026-11-13T00')) // => false
 */
export function isExpired({ keptFrom }: Pick<LakeJob, 'keptFrom'>, period: Period): boolean {
  // The text of an hour comes after that of its day.
  return keptFrom !== undefined && isTimed(period) && period < keptFrom;
}

/**
 * The first period of a job that can still be captured at an instant; `undefined` where the outside keeps
 * its history, or nothing is captured.
 *
 * @param instant milliseconds since 1970-01-01T00:00:00Z
 * @example
 * firstCapturable({ grain: 'day', captures: 'snapshot' }, Date.UTC(2026, 10, 21, 14, 23)) // => '2026-11-20'
 */
export function firstCapturable(
  { grain, captures }: Pick<Job, 'grain' | 'captures'>,
  instant: number,
): TimedPeriod | undefined {
  if (captures !== 'snapshot' || grain === 'file') return undefined;
  return lastCompletePeriod(grain, instant);
}

/**
 * Whether a period that was not captured cannot be captured any more: what was there then is over.
 *
 * @example
 * isLost({ capturableFrom: parsePeriod('2026-11-20') }, parsePeriod('2026-11-19')) // => true
 * isLost({ capturableFrom: parsePeriod('2026-11-20') }, parsePeriod('2026-11-20')) // => false
 */
export function isLost(
  { capturableFrom }: Pick<LakeJob, 'capturableFrom'>,
  period: Period,
): boolean {
  return capturableFrom !== undefined && isTimed(period) && period < capturableFrom;
}
