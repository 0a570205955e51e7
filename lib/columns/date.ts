import { formatDay } from '../model/calendar-date.ts';
import { numberExtremes } from './column-extremes.ts';
import type { ColumnTypeRules } from './column-type-rules.ts';
import { dateFields } from './copy-fields.ts';
import { FIRST_DAY, isIntegerWithin, LAST_DAY } from './engine-years.ts';
import { plainInt32s } from './plain-encoding.ts';

/** A day of the Gregorian calendar. In a batch it is the days since 1970-01-01, in a row `1990-01-31`. */
export const dateType: ColumnTypeRules<number, string> = {
  expected: 'whole days since 1970-01-01, in the years 1 to 9999',
  accepts: (value) => isIntegerWithin(value, FIRST_DAY, LAST_DAY),
  rowValue: formatDay,
  ndjson: (day) => `"${formatDay(day)}"`,
  parquet: {
    physical: 'INT32',
    logical: 'DATE',
    repeats: true,
    plain: plainInt32s,
    extremes: numberExtremes,
  },
  postgres: { type: 'date', fields: dateFields },
  sql: 'date',
  glue: 'date',
};
