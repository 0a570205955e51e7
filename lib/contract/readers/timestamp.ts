import { timestampType } from '../../columns/timestamp.ts';
import { DAY_MS } from '../../model/calendar-date.ts';
import { DateCell } from '../../model/raw-rows.ts';
import { clockReader } from './clock-text.ts';
import { areDatesUnclear, dayTextReader } from './date.ts';
import { dayFormat } from './day-format.ts';
import type { PresentRaw, ReadingRules } from './reading.ts';
import { daysOfSerial, serialNumber, serialSystems } from './serial-day.ts';

/** Milliseconds of one unit of a count since 1970-01-01T00:00:00Z. */
const units: Readonly<Record<string, number>> = { 'unix-seconds': 1000, 'unix-milliseconds': 1 };

const COUNT = /^-?\d{1,16}(?:\.\d{1,9})?$/;

/** What follows the format of a date where a time of day follows the date. */
const WITH_CLOCK = ' hh:mm:ss';

/**
 * Reads instants in ISO 8601 such as `2026-11-20T13:07:42.513Z` or `2026-11-20 10:07-03:00`; seconds and
 * fraction may be left out. Other spellings: a format of dates (see `dayFormat`), alone or followed by
 * ` hh:mm:ss`; `serial` or `serial-1904`, a number of days in one of the date systems of spreadsheets;
 * `unix-seconds` or `unix-milliseconds` since 1970. A clock without a time zone, such as a date cell, is
 * read only where the contract declares its zone.
 */
export const readTimestamp: ReadingRules = {
  usual: ['yyyy-mm-dd hh:mm:ss'],
  examples: [
    ...['yyyy-mm-dd hh:mm:ss', 'dd/mm/yyyy hh:mm:ss', 'yyyy-mm-dd', 'dd/mm/yyyy'],
    ...[...serialSystems, ...Object.keys(units)],
  ],
  problem(reads, { zoneMs }) {
    const dates = reads.map(dateOf);
    const isKnown = (name: string, place: number): boolean =>
      Object.hasOwn(units, name) ||
      serialSystems.includes(name) ||
      dayFormat(dates[place] ?? '') !== undefined;
    const counts = reads.filter(
      (name) => Object.hasOwn(units, name) || serialSystems.includes(name),
    );
    if (
      reads.length === 0 ||
      !reads.every(isKnown) ||
      counts.length > 1 ||
      areDatesUnclear(dates)
    ) {
      return `a list of formats such as dd/mm/yyyy hh:mm:ss, or one of ${[...serialSystems, ...Object.keys(units)].join(', ')}, no two of which read the same text as different times`;
    }
    const needsZone = reads.some(
      (name) => !Object.hasOwn(units, name) && !name.endsWith(WITH_CLOCK),
    );
    return needsZone && zoneMs === undefined
      ? 'spellings that may say their time zone, because the contract declares no zone for the column'
      : undefined;
  },
  reader: (_, { reads, round, zoneMs = Number.NaN }) => {
    const clocks = reads.filter((name) => name.endsWith(WITH_CLOCK)).map(dateOf);
    const readClock = clockReader(dayTextReader(clocks), { round, zoneMs });
    const readDay = dayTextReader(reads);
    const readCount = countReader(reads, zoneMs);

    function textInstant(text: string): number {
      const instant = readClock(text);
      return Number.isNaN(instant) ? readDay(text, text.length) * DAY_MS - zoneMs : instant;
    }

    function instantOf(value: PresentRaw): number {
      if (value instanceof DateCell) return value.milliseconds - zoneMs;
      const instant = typeof value === 'string' ? textInstant(value) : Number.NaN;
      return Number.isNaN(instant) ? readCount(value) : instant;
    }

    return (value) => {
      const instant = instantOf(value) + 0;
      return timestampType.accepts(instant) ? instant : undefined;
    };
  },
};

/** The format of the date in a spelling. */
function dateOf(spelling: string): string {
  return spelling.endsWith(WITH_CLOCK) ? spelling.slice(0, -WITH_CLOCK.length) : spelling;
}

/** Reads a number of days or seconds, to the nearest millisecond. */
function countReader(reads: readonly string[], zoneMs: number): (value: PresentRaw) => number {
  const system = reads.find((name) => serialSystems.includes(name));
  if (system !== undefined) {
    return (value) => Math.round(daysOfSerial(serialNumber(value), system) * DAY_MS) - zoneMs;
  }
  const unit = units[reads.find((name) => Object.hasOwn(units, name)) ?? ''] ?? Number.NaN;
  return (value) => {
    const isNumber = typeof value === 'number' || (typeof value === 'string' && COUNT.test(value));
    return isNumber ? Math.round(Number(value) * unit) : Number.NaN;
  };
}
