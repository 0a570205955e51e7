import { isHoliday } from '../../brazil/holidays.ts';
import { type CalendarDate, dateOfDay, dayNumber } from '../../model/calendar-date.ts';
import type { ProductLine } from './assortment.ts';

const [SUNDAY, THURSDAY] = [0, 4] as const;

/** Percentage of an ordinary day, from Sunday: shops are fullest on Saturdays. */
const WEEK = [65, 85, 85, 90, 95, 125, 155] as const;

/** Percentage of an ordinary day on a holiday: only shops in malls open. */
const HOLIDAY = 55;

/** Percentage of an ordinary day from Black Friday to the Monday after it. */
const BLACK_FRIDAY = [350, 220, 180, 150] as const;

/** Days before a date of gifts, itself included, on which they are bought. */
const GIFT_DAYS = 12;

/**
 * How much of a product line a day sells: the weight of the line on an ordinary day. Made of products
 * of whole numbers, which are the same on every machine.
 *
 * @param day days since 1970-01-01
 * @example
 * demandOn(dayNumber({ year: 2019, month: 12, day: 25 }), productLines[3]) // => 0
 */
export function demandOn(day: number, line: ProductLine): number {
  const date = dateOfDay(day);
  if (isClosed(date)) return 0;
  const month = line.months[date.month - 1] ?? 100;
  const gift = isBeforeGifts(day, date.year) ? line.asGift : 100;
  const weekday = isHoliday(date) ? HOLIDAY : (WEEK[weekdayOf(day)] ?? 100);
  const sale = BLACK_FRIDAY[day - blackFriday(date.year)] ?? 100;
  return (line.weight * month * gift * weekday * sale) / 100 ** 4;
}

/** Shops close on New Year's Day and on Christmas Day. */
function isClosed({ month, day }: CalendarDate): boolean {
  return (month === 1 && day === 1) || (month === 12 && day === 25);
}

function isBeforeGifts(day: number, year: number): boolean {
  return giftDays(year).some((date) => day <= date && day > date - GIFT_DAYS);
}

/** The dates on which Brazilians make gifts, in days since 1970-01-01. */
function giftDays(year: number): number[] {
  return [
    mothersDay(year),
    dayNumber({ year, month: 6, day: 12 }), // Dia dos Namorados
    nthWeekday(2, SUNDAY, { year, month: 8 }), // Dia dos Pais
    dayNumber({ year, month: 12, day: 24 }),
  ];
}

/**
 * Mother's Day in Brazil, the second Sunday of May, in days since 1970-01-01.
 *
 * @example
 * formatDay(mothersDay(2019)) // => '2019-05-12'
 */
export function mothersDay(year: number): number {
  return nthWeekday(2, SUNDAY, { year, month: 5 });
}

/**
 * Black Friday, the day after the fourth Thursday of November, in days since 1970-01-01.
 *
 * @example
 * formatDay(blackFriday(2019)) // => '2019-11-29'
 */
export function blackFriday(year: number): number {
  return nthWeekday(4, THURSDAY, { year, month: 11 }) + 1;
}

/** The n-th of a weekday in a month, in days since 1970-01-01. */
function nthWeekday(n: number, weekday: number, month: Omit<CalendarDate, 'day'>): number {
  const first = dayNumber({ ...month, day: 1 });
  return first + ((weekday - weekdayOf(first) + 7) % 7) + 7 * (n - 1);
}

/** The day of the week, 0 for Sunday: 1970-01-01 was a Thursday. */
function weekdayOf(day: number): number {
  return (day + THURSDAY) % 7;
}
