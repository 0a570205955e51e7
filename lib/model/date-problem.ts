const MONTHS = [
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
] as const;

/** A day, or an hour of one. */
const PATTERN = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}))?$/;

/** Hours are counted from 1970-01-01T00. */
const FIRST_YEAR = 1970;

/**
 * What is wrong with a day such as `2026-02-29`, or an hour such as `2026-11-20T24`, as a sentence
 * for an error: the missing day, or the bound that was crossed.
 *
 * @returns `undefined` for a day or hour that exists, and for text in any other form
 * @example
 * dateProblem('2026-02-29') // => 'February 2026 has 28 days.'
 * dateProblem('2026-13-01T06') // => 'Months go from 01 to 12.'
 * dateProblem('2026-11-20T24') // => 'Hours go from 00 to 23; midnight is hour 00 of the next day.'
 * dateProblem('1969-12-31') // => 'The first day is 1970-01-01.'
 * dateProblem('2026-02-28') // => undefined
 */
export function dateProblem(text: string): string | undefined {
  const parts = PATTERN.exec(text);
  if (parts === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0] = parts.slice(1).map((part = '0') => Number(part));
  const monthName = MONTHS[month - 1];
  if (monthName === undefined) return 'Months go from 01 to 12.';
  const days = daysOf(year, month);
  if (day > days) return `${monthName} ${year} has ${days} days.`;
  if (day < 1) return 'Days go from 01.';
  if (hour > 23) return 'Hours go from 00 to 23; midnight is hour 00 of the next day.';
  if (year < FIRST_YEAR) return `The first day is ${FIRST_YEAR}-01-01.`;
  return undefined;
}

/** Days of a month of the Gregorian calendar: the day before the first of the next one. */
function daysOf(year: number, month: number): number {
  const date = new Date(0);
  // Date.UTC takes the years 0 to 99 for 1900 to 1999.
  date.setUTCFullYear(year, month, 0);
  return date.getUTCDate();
}
