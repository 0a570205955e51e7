import { dateType } from '../../columns/date.ts';
import { DAY_MS } from '../../model/calendar-date.ts';
import { DateCell } from '../../model/raw-rows.ts';
import { areUnclear, dayFormat, dayReader, type ReadDay } from './day-format.ts';
import type { PresentRaw, ReadingRules } from './reading.ts';
import { daysOfSerial, serialNumber, serialSystems } from './serial-day.ts';

/**
 * Reads the date cells of a spreadsheet that have no time of day, and text in ISO 8601 such as
 * `2019-01-15`. Other spellings: formats such as `dd/mm/yyyy` or `d.m.yyyy` (see `dayFormat`), and
 * `serial` or `serial-1904`, the whole number of a day in one of the date systems of spreadsheets. A date
 * that the calendar does not have is no value of the column.
 */
export const readDate: ReadingRules = {
  usual: ['yyyy-mm-dd'],
  examples: ['yyyy-mm-dd', 'dd/mm/yyyy', 'd/m/yyyy', 'mm/dd/yyyy', 'yyyymmdd', ...serialSystems],
  problem(reads) {
    const areKnown = reads.every((name) => serialSystems.includes(name) || dayFormat(name));
    if (reads.length > 0 && areKnown && !areDatesUnclear(reads)) return undefined;
    return `a list of formats of dd, mm and yyyy such as dd/mm/yyyy, or ${serialSystems.join(' or ')}, no two of which read the same text as different dates`;
  },
  reader: (_, { reads }) => {
    const readText = dayTextReader(reads);
    const system = reads.find((name) => serialSystems.includes(name));

    function dayOf(value: PresentRaw): number {
      if (value instanceof DateCell) return value.milliseconds / DAY_MS;
      const day = typeof value === 'string' ? readText(value, value.length) : Number.NaN;
      if (!Number.isNaN(day) || system === undefined) return day;
      return daysOfSerial(serialNumber(value), system);
    }

    return (value) => {
      const day = dayOf(value) + 0;
      return dateType.accepts(day) ? day : undefined;
    };
  },
};

/**
 * Whether some of these spellings read the same value as different dates.
 *
 * @example
 * areDatesUnclear(['serial', 'serial-1904']) // => true
 */
export function areDatesUnclear(reads: readonly string[]): boolean {
  const systems = reads.filter((name) => serialSystems.includes(name));
  return systems.length > 1 || reads.some((one) => reads.some((other) => areUnclear(one, other)));
}

/**
 * Prepares to read text in any of some formats as days since 1970-01-01; NaN for other text. Names that
 * are no format are left out.
 *
 * @example
 * dayTextReader(['dd/mm/yyyy', 'serial'])('15/01/2019', 10) // => 17911
 */
export function dayTextReader(formats: readonly string[]): ReadDay {
  const readers = formats.flatMap((name) => {
    const format = dayFormat(name);
    return format === undefined ? [] : [dayReader(format)];
  });
  const [only] = readers;
  if (only !== undefined && readers.length === 1) return only;
  return (text, end) => {
    for (const read of readers) {
      const day = read(text, end);
      if (!Number.isNaN(day)) return day;
    }
    return Number.NaN;
  };
}
