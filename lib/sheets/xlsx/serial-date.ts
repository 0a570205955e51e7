import { CellFault, DateCell } from '../../model/raw-rows.ts';

const DAY_MS = 86_400_000;
/** Day 61 of the 1900 system is 1900-03-01; the days before have another origin, see below. */
const ORIGIN_MS = Date.UTC(1899, 11, 30);
/** Lotus 1-2-3 took 1900 for a leap year, and Excel kept its 1900-02-29 as day 60. */
const NO_DAY = 60;
/** 9999-12-31, the last day that spreadsheet programs show. */
const LAST_DAY = 2_958_465;

/**
 * The date of a number of days in the 1900 date system, to the millisecond.
 *
 * @returns CellFault for a number that no date has: below 1, above 9999-12-31, or 1900-02-29
 * @example
 * serialDate(43480).toJSON() // => '2019-01-15'
 * serialDate(43480.5).toJSON() // => '2019-01-15T12:00:00.000'
 * serialDate(1).toJSON() // => '1900-01-01'
 */
export function serialDate(days: number): DateCell | CellFault {
  if (days < 1 || days >= LAST_DAY + 1 || Math.floor(days) === NO_DAY) {
    return new CellFault(String(days), 'a date that no calendar has');
  }
  const shift = days < NO_DAY ? DAY_MS : 0;
  return new DateCell(ORIGIN_MS + shift + Math.round(days * DAY_MS));
}

/**
 * A cell that holds its date as text in ISO 8601: `undefined` for a time without a date.
 *
 * @example
 * isoDate('2019-01-15T08:30:00Z')?.toJSON() // => '2019-01-15T08:30:00.000'
 * isoDate('08:30:00') // => undefined
 */
export function isoDate(text: string): DateCell | CellFault | undefined {
  const [, date, time = 'T00:00:00'] = ISO_DATE.exec(text) ?? [];
  if (date === undefined) return undefined;
  const milliseconds = Date.parse(`${date}${time}Z`);
  const isReal =
    !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString().startsWith(date);
  return isReal ? new DateCell(milliseconds) : new CellFault(text, 'a date that no calendar has');
}

/** Digits beyond milliseconds are dropped. */
const ISO_DATE = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)?(?:(?<=\.\d{3})\d+)?Z?$/;
