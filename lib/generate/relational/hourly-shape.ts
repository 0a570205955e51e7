import { isHoliday } from '../../brazil/holidays.ts';
import { BRASILIA_OFFSET } from '../../brazil/official-time.ts';
import { dateOfDay } from '../../model/calendar-date.ts';
import { hourOfWeek, WEEK } from '../accounts/arrivals.ts';

/** How often something happens in each hour of the week in Brasília, in whole numbers. */
export interface WeekTable {
  /** For each hour of the day, how often; only proportions matter. */
  readonly day: readonly number[];
  /** For each day of the week, from Monday. */
  readonly week: readonly number[];
  /** Percentage of what an ordinary day of the same weekday has. */
  readonly holiday: number;
}

/** How often something happens in an hour, relative to the mean of an ordinary week. */
export type HourlyShape = (hour: number) => number;

/** The shape that a table says, by whole hours since 1970-01-01T00 (UTC). */
export function hourlyShape({ day, week, holiday }: WeekTable): HourlyShape {
  const products = week.flatMap((ofDay) => day.map((ofHour) => ofDay * ofHour));
  const mean = products.reduce((sum, product) => sum + product, 0) / WEEK;
  const shapes = Float64Array.from(products, (product) => product / mean);
  const isFree = holidays();
  return (hour) => {
    const shape = shapes[hourOfWeek(hour)] as number;
    return isFree(hour) ? (shape * holiday) / 100 : shape;
  };
}

/** Returns a function that says whether an hour is on a holiday in Brasília. It keeps the days it was asked for. */
export function holidays(): (hour: number) => boolean {
  const known = new Map<number, boolean>();
  return (hour) => {
    const day = Math.floor((hour + BRASILIA_OFFSET) / 24);
    const before = known.get(day);
    if (before !== undefined) return before;
    const isFree = isHoliday(dateOfDay(day));
    known.set(day, isFree);
    return isFree;
  };
}
