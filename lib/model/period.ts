import { InputError } from '../errors.ts';
import { DAY_MS, daysInMonth, monthNames } from './calendar-date.ts';

/** How long one period of a table is; or `file`, where each captured file is a period of its own. */
export type Grain = 'hour' | 'day' | 'file';

/** The grains that are spans of time. */
export type TimedGrain = Exclude<Grain, 'file'>;

declare const grain: unique symbol;

/** One hour in UTC, written `2026-11-20T13`. */
export type Hour = string & { readonly [grain]: 'hour' };

/** One day in UTC, written `2026-11-20`. */
export type Day = string & { readonly [grain]: 'day' };

/** One captured file, named by the first twelve hexadecimal digits of its SHA-256: `3f9a0c51d2e7`. */
export type CapturedFile = string & { readonly [grain]: 'file' };

/** A span of time. Periods of one grain order as text. */
export type TimedPeriod = Hour | Day;

/** What one object of a table covers. Its text tells its grain. */
export type Period = TimedPeriod | CapturedFile;

/** The periods of a grain. */
export interface PeriodsByGrain {
  readonly hour: Hour;
  readonly day: Day;
  readonly file: CapturedFile;
}

/** A range of time. A bound that is left out is open. */
export interface Span {
  /** Its first hour. */
  readonly from?: Hour | undefined;
  /** The hour before which it ends. */
  readonly to?: Hour | undefined;
}

/** Milliseconds in an hour. */
export const HOUR_MS = 3_600_000;

/** What distinguishes a grain of time: its length, in milliseconds, and how much of an ISO 8601 instant names it. */
const timed: Readonly<
  Record<TimedGrain, { readonly length: number; readonly characters: number }>
> = {
  hour: { length: HOUR_MS, characters: 13 },
  day: { length: DAY_MS, characters: 10 },
};

const TIMED = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}))?$/;
const FILE = /^[0-9a-f]{12}$/;

const YEARS = { first: 1970, last: 9999 };

/** Instants before this one can be written with four digits for the year. */
const END_OF_TIME = Date.UTC(YEARS.last, 11, 31, 23) + HOUR_MS;

/**
 * Reads a period of any grain.
 *
 * @throws InputError when `text` is no UTC hour or day from 1970 to 9999, and no start of a SHA-256.
 * @example
 * parsePeriod('2026-11-20T13') // => '2026-11-20T13'
 * parsePeriod('3f9a0c51d2e7') // => '3f9a0c51d2e7'
 */
export function parsePeriod(text: string): Period {
  const problem = FILE.test(text) ? undefined : problemOf(text);
  // The text is a period from here on.
  if (problem === undefined) return text as Period;
  throw new InputError({
    expected: 'a UTC hour such as 2026-11-20T13, or a day such as 2026-11-20',
    got: JSON.stringify(text),
    advice: problem,
  });
}

/**
 * Reads an hour.
 *
 * @throws InputError when `text` is not a UTC hour from `1970-01-01T00` to `9999-12-31T23`.
 * @example
 * parseHour('2026-11-20T13') // => '2026-11-20T13'
 */
export function parseHour(text: string): Hour {
  const problem = problemOf(text);
  if (problem === undefined && text.includes('T')) return text as Hour;
  throw new InputError({
    expected: 'a UTC hour such as 2026-11-20T13',
    got: JSON.stringify(text),
    advice: problem ?? SPELLING,
  });
}

/**
 * The grain of a period.
 *
 * @example
 * grainOf(parsePeriod('2026-11-20')) // => 'day'
 */
export function grainOf(period: Period): Grain {
  if (!isTimed(period)) return 'file';
  return period.includes('T') ? 'hour' : 'day';
}

/**
 * Whether a period is a span of time; a captured file is not.
 *
 * @example
 * isTimed(parsePeriod('3f9a0c51d2e7')) // => false
 */
export function isTimed(period: Period): period is TimedPeriod {
  return period.includes('-');
}

/**
 * First instant of a period, in milliseconds since 1970-01-01T00:00:00Z.
 *
 * @example
 * periodStart(parseHour('1970-01-01T01')) // => 3600000
 */
export function periodStart(period: TimedPeriod): number {
  return Date.parse(period.includes('T') ? `${period}:00:00.000Z` : `${period}T00:00:00.000Z`);
}

/**
 * First instant after a period, in milliseconds since 1970-01-01T00:00:00Z.
 *
 * @example
 * periodEnd(parseHour('1970-01-01T01')) // => 7200000
 */
export function periodEnd(period: TimedPeriod): number {
  return periodStart(period) + lengthOf(period);
}

/**
 * The period of a grain that an instant lies in.
 *
 * @param instant milliseconds since 1970-01-01T00:00:00Z
 * @throws InputError when the instant is not in the years 1970 to 9999.
 * @example
 * periodAt('hour', Date.UTC(2026, 10, 20, 13, 59, 59, 999)) // => '2026-11-20T13'
 * periodAt('day', Date.UTC(2026, 10, 20, 13, 59, 59, 999)) // => '2026-11-20'
 */
export function periodAt<G extends TimedGrain>(grain: G, instant: number): PeriodsByGrain[G] {
  if (!(instant >= 0 && instant < END_OF_TIME)) {
    throw new InputError({
      expected: 'an instant in the years 1970 to 9999',
      got: `${instant} milliseconds since 1970-01-01T00:00:00Z`,
      advice: 'Stay within these years.',
    });
  }
  const text: string = new Date(instant).toISOString().slice(0, timed[grain].characters);
  // The text was cut to this grain.
  return text as PeriodsByGrain[G];
}

/**
 * The last period of a grain that is over at an instant.
 *
 * @param instant milliseconds since 1970-01-01T00:00:00Z
 * @example
 * lastCompletePeriod('hour', Date.UTC(2026, 10, 20, 14, 0, 0)) // => '2026-11-20T13'
 */
export function lastCompletePeriod<G extends TimedGrain>(
  grain: G,
  instant: number,
): PeriodsByGrain[G] {
  return periodAt(grain, instant - timed[grain].length);
}

/**
 * Whole hours, or days, since 1970-01-01T00:00:00Z.
 *
 * @example
 * periodIndex(parseHour('1970-01-02T01')) // => 25
 */
export function periodIndex(period: TimedPeriod): number {
  return periodStart(period) / lengthOf(period);
}

/**
 * The period with that index; the inverse of {@link periodIndex}.
 *
 * @throws InputError when it is not in the years 1970 to 9999.
 * @example
 * periodFromIndex('hour', 25) // => '1970-01-02T01'
 */
export function periodFromIndex<G extends TimedGrain>(grain: G, index: number): PeriodsByGrain[G] {
  if (!Number.isInteger(index)) {
    throw new InputError({
      expected: `a whole number of ${grain}s since 1970-01-01`,
      got: String(index),
      advice: 'Pass a whole number.',
    });
  }
  return periodAt(grain, index * timed[grain].length);
}

/**
 * The period `count` periods later, or earlier when `count` is negative.
 *
 * @throws InputError when it is not in the years 1970 to 9999.
 * @example
 * addPeriods(parseHour('2026-12-31T23'), 1) // => '2027-01-01T00'
 */
export function addPeriods<P extends TimedPeriod>(period: P, count: number): P {
  const added = periodFromIndex(timedGrainOf(period), periodIndex(period) + count);
  // Its grain is that of `period`.
  return added as P;
}

/**
 * The periods from `from` (inclusive) to `to` (exclusive), oldest first; empty when `from` is not before `to`.
 *
 * @example
 * periodRange(parseHour('2026-11-20T22'), parseHour('2026-11-21T01')) // => ['2026-11-20T22', '2026-11-20T23', '2026-11-21T00']
 */
export function periodRange<P extends TimedPeriod>(from: P, to: P): P[] {
  const grain = timedGrainOf(from);
  const first = periodIndex(from);
  const count = Math.max(0, periodIndex(to) - first);
  // Their grain is that of `from`.
  return Array.from({ length: count }, (_, offset) => periodFromIndex(grain, first + offset) as P);
}

/**
 * The periods of a grain that lie wholly between two instants, oldest first.
 *
 * @param from milliseconds since 1970-01-01T00:00:00Z, inclusive
 * @param to milliseconds since 1970-01-01T00:00:00Z, exclusive
 * @example
 * periodsBetween('day', Date.UTC(2026, 10, 20, 1), Date.UTC(2026, 10, 23)) // => ['2026-11-21', '2026-11-22']
 */
export function periodsBetween<G extends TimedGrain>(
  grain: G,
  from: number,
  to: number,
): PeriodsByGrain[G][] {
  const { length } = timed[grain];
  const first = Math.ceil(from / length);
  const count = Math.max(0, Math.floor(to / length) - first);
  return Array.from({ length: count }, (_, offset) => periodFromIndex(grain, first + offset));
}

/**
 * The periods of a grain within a period, oldest first: the 24 hours of a day.
 *
 * @example
 * periodsWithin(parsePeriod('2026-11-20'), 'hour').length // => 24
 */
export function periodsWithin<G extends TimedGrain>(
  period: TimedPeriod,
  grain: G,
): PeriodsByGrain[G][] {
  return periodsBetween(grain, periodStart(period), periodEnd(period));
}

/**
 * Whether one period lies within another one.
 *
 * @example
 * contains(parsePeriod('2026-11-20'), parseHour('2026-11-20T13')) // => true
 */
export function contains(outer: TimedPeriod, inner: TimedPeriod): boolean {
  return periodStart(outer) <= periodStart(inner) && periodEnd(inner) <= periodEnd(outer);
}

/**
 * Whether a period lies wholly in a span. A captured file has no time, and is in every span.
 *
 * @example
 * isWithin(parseHour('2026-11-20T13'), { to: parseHour('2026-11-20T13') }) // => false
 * isWithin(parsePeriod('2026-11-20'), { from: parseHour('2026-11-20T01') }) // => false
 */
export function isWithin(period: Period, { from, to }: Span): boolean {
  if (!isTimed(period)) return true;
  return (
    (from === undefined || periodStart(period) >= periodStart(from)) &&
    (to === undefined || periodEnd(period) <= periodStart(to))
  );
}

/**
 * The period of a grain that a text is; `undefined` when it is none.
 *
 * @example
 * periodOfGrain('day', '2026-11-20') // => '2026-11-20'
 * periodOfGrain('day', '2026-11-20T13') // => undefined
 */
export function periodOfGrain(grain: Grain, text: string): Period | undefined {
  if (!FILE.test(text) && problemOf(text) !== undefined) return undefined;
  const period = text as Period;
  return grainOf(period) === grain ? period : undefined;
}

const SPELLING =
  'Write year-month-day, and for an hour a T and the hour from 00 to 23, without minutes or time zone.';

/** What is wrong with a text as an hour or a day, as a sentence; `undefined` when it is one. */
function problemOf(text: string): string | undefined {
  const parts = TIMED.exec(text);
  if (parts === null) return SPELLING;
  const [year = 0, month = 0, day = 0, hour = 0] = parts.slice(1).map((part) => Number(part ?? 0));
  if (year < YEARS.first) return 'The first hour is 1970-01-01T00.';
  const monthName = monthNames[month - 1];
  if (monthName === undefined) return `There is no month ${parts[2]}: write 01 to 12.`;
  const days = daysInMonth(year, month);
  if (day < 1 || day > days) return `${monthName} ${year} has ${days} days.`;
  return hour > 23 ? `There is no hour ${parts[4]}: write 00 to 23.` : undefined;
}

function timedGrainOf(period: TimedPeriod): TimedGrain {
  return period.includes('T') ? 'hour' : 'day';
}

function lengthOf(period: TimedPeriod): number {
  return timed[timedGrainOf(period)].length;
}
