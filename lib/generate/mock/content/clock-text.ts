import { DAY_MS, formatDay } from '../../../model/calendar-date.ts';
import { twoDigits } from './digits.ts';

const MINUTE_MS = 60_000;

/** `00:00` to `23:59`. */
const minutes = Array.from(
  { length: 1440 },
  (_, minute) => `${twoDigits[Math.floor(minute / 60)]}:${twoDigits[minute % 60]}`,
);

/** Days whose text is kept: 1870 to 2069, as days since 1970-01-01. */
const FIRST_KEPT = -36_524;
const kept = new Array<string>(73_049).fill('');

/**
 * A day as text. The rows of a table are on few days, so each text is made once.
 *
 * @param day days since 1970-01-01
 * @example
 * dayText(20_000) // => '2024-10-04'
 */
export function dayText(day: number): string {
  const place = day - FIRST_KEPT;
  const known = kept[place];
  if (known === undefined) return formatDay(day);
  if (known !== '') return known;
  const text = formatDay(day);
  kept[place] = text;
  return text;
}

/**
 * The time of day of an instant.
 *
 * @param instant milliseconds since 1970-01-01T00:00:00Z
 * @example
 * timeText(3_723_000) // => '01:02:03'
 */
export function timeText(instant: number): string {
  const ofDay = instant - Math.floor(instant / DAY_MS) * DAY_MS;
  const minute = Math.floor(ofDay / MINUTE_MS);
  const second = Math.floor((ofDay - minute * MINUTE_MS) / 1000);
  return `${minutes[minute]}:${twoDigits[second]}`;
}

/**
 * An instant in UTC, without a time zone.
 *
 * @param instant milliseconds since 1970-01-01T00:00:00Z
 * @example
 * datetimeText(3_723_000) // => '1970-01-01T01:02:03'
 */
export function datetimeText(instant: number): string {
  return `${dayText(Math.floor(instant / DAY_MS))}T${timeText(instant)}`;
}
