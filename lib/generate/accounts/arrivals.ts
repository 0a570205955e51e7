import { isHoliday } from '../../brazil/holidays.ts';
import { BRASILIA_OFFSET } from '../../brazil/official-time.ts';
import { dateOfDay } from '../../model/calendar-date.ts';
import { HOUR_MS, type Hour, periodIndex } from '../../model/period.ts';
import type { AccountsSettings } from './accounts-settings.ts';

/** How many accounts sign up, and how that changes over the years. */
export type ArrivalSettings = Pick<AccountsSettings, 'accounts-per-hour' | 'growth'>;

/** At the start of this year the mean is `accountsPerHour`, whatever the growth. */
export const BASE_YEAR = 2026;

/** Hours in a week. */
export const WEEK = 168;

/** Days from Monday to Thursday: 1970-01-01 was a Thursday. */
const FROM_MONDAY = 3;

/** Relative number of sign-ups in each hour of the day in Brasília (approximate). */
const DAY_CURVE = [
  0.5, 0.3, 0.19, 0.13, 0.12, 0.18, 0.38, 0.68, 1.0, 1.28, 1.42, 1.46, 1.4, 1.34, 1.36, 1.38, 1.36,
  1.32, 1.34, 1.48, 1.62, 1.56, 1.28, 0.92,
];

/** Relative number of sign-ups on each day of the week, from Monday (approximate). */
const WEEK_CURVE = [1.1, 1.12, 1.1, 1.06, 1.0, 0.84, 0.78];

/** Sign-ups on a holiday, relative to an ordinary day of the same weekday (approximate). */
const HOLIDAY = 0.7;

const MEAN = (sumOf(DAY_CURVE) * sumOf(WEEK_CURVE)) / WEEK;

/**
 * Relative number of sign-ups in each hour of the week in Brasília, from Monday 00h. The mean is 1.
 */
export const weekCurve: readonly number[] = WEEK_CURVE.flatMap((day) =>
  DAY_CURVE.map((hour) => (day * hour) / MEAN),
);

/**
 * Returns the expected number of accounts in an hour: the mean, adjusted for the hour of the day
 * and the day of the week in Brasília, for holidays and for growth. The actual number is random,
 * with this mean.
 */
export function expectedAccounts(hour: Hour, settings: ArrivalSettings): number {
  const index = periodIndex(hour);
  return arrivals(settings, index, index + 1)[0] as number;
}

/**
 * Returns the same as {@link expectedAccounts} for each hour of a range, in whole hours since
 * 1970-01-01T00 (UTC).
 *
 * @param from the first hour
 * @param to the hour after the last
 */
export function arrivals(
  { 'accounts-per-hour': accountsPerHour, growth }: ArrivalSettings,
  from: number,
  to: number,
): Float64Array {
  const expected = new Float64Array(to - from);
  let year = yearOfArrivals(yearOf(from), growth);
  for (let index = from; index < to; ) {
    const date = dateOfDay(dayOf(index));
    if (date.year !== year.number) year = yearOfArrivals(date.year, growth);
    const tomorrow = Math.min(to, (dayOf(index) + 1) * 24 - BRASILIA_OFFSET);
    const factors = { accountsPerHour, holiday: isHoliday(date) ? HOLIDAY : 1, year };
    arrivalsOfDay(expected.subarray(index - from, tomorrow - from), index, factors);
    index = tomorrow;
  }
  return expected;
}

/** Fills in the hours of one day. A small function of its own is compiled soon. */
function arrivalsOfDay(
  expected: Float64Array,
  begin: number,
  {
    accountsPerHour,
    holiday,
    year: { first, next, before, after },
  }: {
    readonly accountsPerHour: number;
    readonly holiday: number;
    readonly year: YearOfArrivals;
  },
): void {
  const ofWeek = hourOfWeek(begin);
  for (let hour = 0; hour < expected.length; hour += 1) {
    const shape = (weekCurve[ofWeek + hour] as number) * holiday;
    const passed = (begin + hour - first) / (next - first);
    expected[hour] = accountsPerHour * shape * (before + (after - before) * passed);
  }
}

/** What the hours of a year in Brasília have in common. */
interface YearOfArrivals {
  readonly number: number;
  /** The first hour of the year, and of the next one. */
  readonly first: number;
  readonly next: number;
  /** The mean at the start of the year, relative to {@link BASE_YEAR}. */
  readonly before: number;
  /** The same at its end. */
  readonly after: number;
}

function yearOfArrivals(year: number, growth: number): YearOfArrivals {
  return {
    number: year,
    first: firstIndexOf(year),
    next: firstIndexOf(year + 1),
    before: grownBy(year, growth),
    after: grownBy(year + 1, growth),
  };
}

/**
 * Returns the mean at the start of a year relative to {@link BASE_YEAR}: compound growth.
 *
 * @example
 * grownBy(2028, 0.5) // => 2.25
 */
export function grownBy(year: number, growth: number): number {
  let factor = 1;
  for (let passed = BASE_YEAR; passed < year; passed += 1) factor *= 1 + growth;
  for (let passed = BASE_YEAR; passed > year; passed -= 1) factor /= 1 + growth;
  return factor;
}

/**
 * Returns the hour of the week in Brasília, from Monday 00h: 0 to 167.
 *
 * @param index whole hours since 1970-01-01T00 (UTC)
 * @example
 * hourOfWeek(periodIndex(parseHour('2026-11-16T03'))) // => 0
 */
export function hourOfWeek(index: number): number {
  const sinceMonday = (localIndex(index) + FROM_MONDAY * 24) % WEEK;
  return sinceMonday < 0 ? sinceMonday + WEEK : sinceMonday;
}

/**
 * Returns the year in Brasília at an hour.
 *
 * @param index whole hours since 1970-01-01T00 (UTC)
 * @example
 * yearOf(periodIndex(parseHour('2026-01-01T02'))) // => 2025
 */
export function yearOf(index: number): number {
  return dateOfDay(dayOf(index)).year;
}

/** Returns the first hour of a year in Brasília, in whole hours since 1970-01-01T00 (UTC). */
export function firstIndexOf(year: number): number {
  return Date.UTC(year, 0, 1) / HOUR_MS - BRASILIA_OFFSET;
}

/**
 * Returns the density of sign-ups at the start and at the end of an hour, relative to each other.
 * The end of an hour equals the start of the next.
 */
export function densityWithin(hour: Hour): { readonly begins: number; readonly ends: number } {
  const at = hourOfWeek(periodIndex(hour));
  const [before = 1, now = 1, after = 1] = [at + WEEK - 1, at, at + 1].map(
    (position) => weekCurve[position % WEEK],
  );
  return { begins: (before + now) / 2, ends: (now + after) / 2 };
}

/** The day in Brasília, in days since 1970-01-01. */
function dayOf(index: number): number {
  return Math.floor(localIndex(index) / 24);
}

function localIndex(index: number): number {
  return index + BRASILIA_OFFSET;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
