import { DAY_MS, dateOfDay } from '../../../model/calendar-date.ts';
import { twoDigits } from '../content/digits.ts';
import { knownNumbers } from '../content/number-content.ts';
import { wordsAt } from '../content/word-content.ts';
import type { RowSet } from '../rows/row-set.ts';
import type { Meaning } from './meaning.ts';
import { stageAt } from './stage-words.ts';
import { TIME_TYPES } from './time-fields.ts';
import { months, weekdays } from './word-lists.ts';

/** Years, months, days and hours of the times of a row. */
export const timePartMeanings: readonly Meaning[] = [
  part('year', 'ano, year', 'year', { least: 1970, most: 9999 }, (day) => dateOfDay(day).year),
  part('month', 'mes, month', 'month, 1 to 12, or its name', { least: 1, most: 12 }, (day) => {
    return dateOfDay(day).month;
  }),
  part('day', 'dia, day', 'day of the month, 1 to 31', { least: 1, most: 31 }, (day) => {
    return dateOfDay(day).day;
  }),
  part('quarter', 'trimestre, quarter', 'quarter, 1 to 4', { least: 1, most: 4 }, (day) => {
    return Math.ceil(dateOfDay(day).month / 3);
  }),
  part(
    'weekday',
    'dia semana, dia da semana, weekday, day of week',
    'weekday, 1 (Sunday) to 7, or its name',
    { least: 1, most: 7 },
    // 1970-01-01 was a Thursday.
    (day) => ((((day + 4) % 7) + 7) % 7) + 1,
  ),
  part(
    'year-month',
    'ano mes, anomes, year month, yearmonth, mes ano',
    'year and month, as `202611`',
    { least: 197_001, most: 999_912 },
    (day) => {
      const { year, month } = dateOfDay(day);
      return year * 100 + month;
    },
  ),
  {
    name: 'hour',
    about: 'hour of the row, 0 to 23',
    said: { 6: 'hora, hour, hh' },
    contents: (context) => {
      const at = stageAt(context);
      const hours = (rows: RowSet) =>
        at(rows).map((instant) => Math.floor((instant % DAY_MS) / 3_600_000));
      if (context.field.type !== 'string' && context.field.type !== 'char') {
        return [knownNumbers({ least: 0, most: 23 }, hours)];
      }
      return [wordsAt(twoDigits.slice(0, 24), hours)];
    },
  },
];

function part(
  name: string,
  said: string,
  about: string,
  limits: { readonly least: number; readonly most: number },
  ofDay: (day: number) => number,
): Meaning {
  return {
    name,
    about,
    said: { 7: said },
    contents: (context) => {
      const at = stageAt(context);
      const make = (rows: RowSet) => at(rows).map(daysTo(ofDay));
      const number = knownNumbers(limits, make);
      const { type, length } = context.field;
      if (TIME_TYPES.has(type))
        return [{ kind: 'instant', make: (rows) => at(rows).map(startOf(name)) }];
      if (type !== 'string' || (length ?? 20) < 9) {
        return [wordsAt(twoDigits, make), number].slice(
          name === 'month' && type !== 'integer' ? 0 : 1,
        );
      }
      const list = name === 'month' ? months : name === 'weekday' ? weekdays : undefined;
      if (list === undefined) return [number];
      return [wordsAt(list[context.language], (rows) => make(rows).map((value) => value - 1))];
    },
  };
}

/** A part of each instant, worked out once for instants of the same day that follow each other. */
function daysTo(ofDay: (day: number) => number): (instant: number) => number {
  const known = new Map<number, number>();
  return (instant) => {
    const day = Math.floor(instant / DAY_MS);
    const before = known.get(day);
    if (before !== undefined) return before;
    const value = ofDay(day);
    known.set(day, value);
    return value;
  };
}

/** The first day of the month or year of an instant, where a field of time is named after it. */
function startOf(name: string): (instant: number) => number {
  return daysTo((day) => {
    const { year, month } = dateOfDay(day);
    if (name === 'year') return Date.UTC(year, 0, 1);
    if (name === 'month' || name === 'year-month') return Date.UTC(year, month - 1, 1);
    return day * DAY_MS;
  });
}
