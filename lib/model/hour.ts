import { InputError } from '../errors.ts';

declare const hourBrand: unique symbol;

/**
 * One UTC hour, written `2026-11-20T13`. Hours order as text, and are the only unit of time in the lake.
 * A plain string becomes one through {@link parseHour}.
 */
export type Hour = string & { readonly [hourBrand]: true };

/** The values of the partition columns of an hour. */
export interface Partition {
  /** Day in UTC, `2026-11-20`. */
  readonly dt: string;
  /** Hour of the day in UTC, `00` to `23`. */
  readonly hour: string;
}

/** Hours in a row; what is left out has no bound. */
export interface HourSpan {
  /** The first hour. */
  readonly from?: Hour | undefined;
  /** The hour before which to stop. */
  readonly to?: Hour | undefined;
}

/** Milliseconds in an hour. */
export const HOUR_MS = 3_600_000;

const PATTERN = /^(\d{4})-(\d{2})-(\d{2})T(\d{2})$/;

/** The last hour that can be written with four digits for the year. */
const LAST_INDEX = Date.UTC(9999, 11, 31, 23) / HOUR_MS;

/**
 * Gives the hour that `text` writes.
 *
 * @throws InputError when `text` is not a UTC hour between `1970-01-01T00` and `9999-12-31T23`.
 * @example
 * parseHour('2026-11-20T13') // => '2026-11-20T13'
 */
export function parseHour(text: string): Hour {
  const parts = PATTERN.exec(text);
  if (parts !== null) {
    const [year, month, day, hour] = parts.slice(1).map(Number) as [number, number, number, number];
    const index = Date.UTC(year, month - 1, day, hour) / HOUR_MS;
    // Date.UTC carries the 30th of February over into March: only what is written back the same is a date.
    if (index >= 0 && index <= LAST_INDEX && formatIndex(index) === text) return text as Hour;
  }
  throw new InputError({
    expected: 'a UTC hour such as 2026-11-20T13',
    got: JSON.stringify(text),
    advice: 'Write year-month-day, a T and the hour from 00 to 23, without minutes or time zone.',
  });
}

/**
 * Whole hours since 1970-01-01T00.
 *
 * @example
 * hourIndex(parseHour('1970-01-02T01')) // => 25
 */
export function hourIndex(hour: Hour): number {
  return hourStart(hour) / HOUR_MS;
}

/**
 * The hour with that many whole hours since 1970-01-01T00.
 *
 * @throws InputError when there is no such hour between the years 1970 and 9999.
 * @example
 * hourFromIndex(25) // => '1970-01-02T01'
 */
export function hourFromIndex(index: number): Hour {
  if (!Number.isInteger(index) || index < 0 || index > LAST_INDEX) {
    throw new InputError({
      expected: 'an hour between 1970-01-01T00 and 9999-12-31T23',
      got: `${index} hours since 1970-01-01T00`,
      advice: 'Stay within these years.',
    });
  }
  return formatIndex(index) as Hour;
}

/**
 * The hour that an instant lies in.
 *
 * @param instant milliseconds since 1970-01-01T00:00:00Z
 * @example
 * hourAt(Date.UTC(2026, 10, 20, 13, 59, 59, 999)) // => '2026-11-20T13'
 */
export function hourAt(instant: number): Hour {
  return hourFromIndex(Math.floor(instant / HOUR_MS));
}

/**
 * The last hour that is over at an instant: the newest one whose rows are all there.
 *
 * @param instant milliseconds since 1970-01-01T00:00:00Z
 * @example
 * lastCompleteHour(Date.UTC(2026, 10, 20, 14, 0, 0)) // => '2026-11-20T13'
 */
export function lastCompleteHour(instant: number): Hour {
  return addHours(hourAt(instant), -1);
}

/**
 * First instant of an hour, in milliseconds since 1970-01-01T00:00:00Z.
 *
 * @example
 * hourStart(parseHour('1970-01-01T01')) // => 3600000
 */
export function hourStart(hour: Hour): number {
  return Date.parse(`${hour}:00:00.000Z`);
}

/**
 * The hour `count` hours later, or earlier when `count` is negative.
 *
 * @example
 * addHours(parseHour('2026-12-31T23'), 1) // => '2027-01-01T00'
 */
export function addHours(hour: Hour, count: number): Hour {
  return hourFromIndex(hourIndex(hour) + count);
}

/**
 * The hours from `from` (inclusive) to `to` (exclusive), oldest first; none when `from` is not before `to`.
 *
 * @example
 * hourRange(parseHour('2026-11-20T22'), parseHour('2026-11-21T01')) // => ['2026-11-20T22', '2026-11-20T23', '2026-11-21T00']
 */
export function hourRange(from: Hour, to: Hour): Hour[] {
  const first = hourIndex(from);
  const count = Math.max(0, hourIndex(to) - first);
  return Array.from({ length: count }, (_, offset) => hourFromIndex(first + offset));
}

/**
 * Whether an hour lies in a span.
 *
 * @example
 * isWithin(parseHour('2026-11-20T13'), { to: parseHour('2026-11-20T13') }) // => false
 */
export function isWithin(hour: Hour, { from, to }: HourSpan): boolean {
  return (from === undefined || hour >= from) && (to === undefined || hour < to);
}

/**
 * The partition that an hour's rows lie in.
 *
 * @example
 * partitionOf(parseHour('2026-11-20T13')) // => { dt: '2026-11-20', hour: '13' }
 */
export function partitionOf(hour: Hour): Partition {
  return { dt: hour.slice(0, 10), hour: hour.slice(11) };
}

function formatIndex(index: number): string {
  return new Date(index * HOUR_MS).toISOString().slice(0, 13);
}
