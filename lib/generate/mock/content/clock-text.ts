import { DAY_MS, formatDay } from '../../../model/calendar-date.ts';
import { twoDigits } from './digits.ts';

const MINUTE_MS = 60_000;

/** `00:00` to `23:59`. */
const minutes = Array.from(
  { length: 1440 },
  (_, minute) => `${twoDigits[Math.floor(minute / 60)]}:${twoDigits[minute % 60]}`,
);

/** Days whose text is kept: three centuries. */
const MOST_DAYS = 110_000;

const texts = new Map<number, string>();

/**
 * A day as text. The rows of a table are on few days, so each text is made once.
 *
 * @param day days since 1970-01-01
 * @example
 * dayText(20_000) // => '2024-10-04'
 */
export function dayText(day: number): string {
  const known = texts.get(day);
  if (known !== undefined) return known;
  const text = formatDay(day);
  if (texts.size >= MOST_DAYS) texts.clear();
  texts.set(day, text);
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
