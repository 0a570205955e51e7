/** Milliseconds in a day. */
export const DAY_MS = 86_400_000;

/** A day of the Gregorian calendar, from the year 100 to 9999. */
export interface CalendarDate {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** 1 to 31. */
  readonly day: number;
}

/**
 * Converts a date to days since 1970-01-01, as batches and Parquet store it.
 *
 * @example
 * dayNumber({ year: 1969, month: 12, day: 31 }) // => -1
 */
export function dayNumber({ year, month, day }: CalendarDate): number {
  return Date.UTC(year, month - 1, day) / DAY_MS;
}

/**
 * Converts days since 1970-01-01 to a date.
 *
 * @example
 * dateOfDay(20000) // => { year: 2024, month: 10, day: 4 }
 */
export function dateOfDay(dayNumber: number): CalendarDate {
  const date = new Date(dayNumber * DAY_MS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/**
 * Formats days since 1970-01-01 as a date.
 *
 * @example
 * formatDay(-1) // => '1969-12-31'
 */
export function formatDay(dayNumber: number): string {
  return new Date(dayNumber * DAY_MS).toISOString().slice(0, 10);
}

/** English names of the months, January first. */
export const monthNames: readonly string[] = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/**
 * Days of a month.
 *
 * @param month 1 to 12
 * @example
 * daysInMonth(2026, 2) // => 28
 */
export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
