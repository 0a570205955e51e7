/** Days of the months of a common year, January first. */
const monthDays: readonly number[] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Days from 0000-03-01 to 1970-01-01. */
const EPOCH = 719_468;

/** Days in 400 years. */
const ERA = 146_097;

/**
 * Days since 1970-01-01 of a date of the Gregorian calendar in the years 1 to 9999; NaN for a date that
 * the calendar does not have. All are whole numbers.
 *
 * Counted from March, so that the leap day is the last day of a year
 * (https://howardhinnant.github.io/date_algorithms.html, `days_from_civil`). Without a `Date`, which
 * costs more and reads the years 0 to 99 as 1900 to 1999.
 *
 * @example
 * calendarDay(2019, 1, 15) // => 17911
 * calendarDay(2019, 2, 29) // => NaN
 */
export function calendarDay(year: number, month: number, day: number): number {
  const isLeapDay = month === 2 && day === 29 && isLeapYear(year);
  const isDay = day >= 1 && (day <= (monthDays[month - 1] ?? 0) || isLeapDay);
  if (!isDay || year < 1 || year > 9999) return Number.NaN;
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  return era * ERA + yearOfEra * 365 + leapDays + dayOfYear - EPOCH;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}
