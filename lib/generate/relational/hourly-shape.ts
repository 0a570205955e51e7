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
export class HourlyShape {
  /** By the hour of the week. */
  readonly #ordinary: Float64Array;
  readonly #onHolidays: Float64Array;

  constructor({ day, week, holiday }: WeekTable) {
    const products = week.flatMap((ofDay) => day.map((ofHour) => ofDay * ofHour));
    const mean = products.reduce((sum, product) => sum + product, 0) / WEEK;
    this.#ordinary = Float64Array.from(products, (product) => product / mean);
    this.#onHolidays = this.#ordinary.map((shape) => (shape * holiday) / 100);
  }

  /**
   * Gives consecutive hours this shape.
   *
   * @param means what each hour has in the mean of an ordinary week
   * @param begin the first hour, in whole hours since 1970-01-01T00 (UTC)
   * @returns what each hour has, rounded down to a whole number
   */
  shaped(means: Float64Array, begin: number): Float64Array {
    const numbers = means.slice();
    const end = begin + numbers.length;
    for (let hour = begin; hour < end; ) {
      const day = dayOf(hour);
      const shapes = isFree(day) ? this.#onHolidays : this.#ordinary;
      const tomorrow = Math.min(end, (day + 1) * 24 - BRASILIA_OFFSET);
      const ofDay = numbers.subarray(hour - begin, tomorrow - begin);
      shapeDay(ofDay, shapes, hourOfWeek(hour));
      hour = tomorrow;
    }
    return numbers;
  }
}

/** Shapes the hours of one day. A small function of its own is compiled soon. */
function shapeDay(numbers: Float64Array, shapes: Float64Array, ofWeek: number): void {
  for (let hour = 0; hour < numbers.length; hour += 1) {
    const number = (numbers[hour] as number) * (shapes[ofWeek + hour] as number);
    numbers[hour] = Math.floor(number);
  }
}

/** Whether an hour, in whole hours since 1970-01-01T00 (UTC), is on a holiday in Brasília. */
export function isOnHoliday(hour: number): boolean {
  return isFree(dayOf(hour));
}

/** Whether days are holidays, by days since 1970-01-01: the tables have the same days. */
const knownDays = new Map<number, boolean>();

function isFree(day: number): boolean {
  const known = knownDays.get(day) ?? isHoliday(dateOfDay(day));
  knownDays.set(day, known);
  return known;
}

function dayOf(hour: number): number {
  return Math.floor((hour + BRASILIA_OFFSET) / 24);
}
