import { DAY_MS } from '../model/calendar-date.ts';
import { numberExtremes } from './column-extremes.ts';
import type { ColumnTypeRules } from './column-type-rules.ts';
import { timestampFields } from './copy-fields.ts';
import { FIRST_DAY, isIntegerWithin, LAST_DAY } from './engine-years.ts';
import { plainInt64s } from './plain-encoding.ts';

const FIRST_INSTANT = FIRST_DAY * DAY_MS;
const LAST_INSTANT = (LAST_DAY + 1) * DAY_MS - 1;

/** An instant. In a batch it is the milliseconds since 1970-01-01T00:00:00Z, in a row a `Date`. */
export const timestampType: ColumnTypeRules<number, Date> = {
  expected: 'whole milliseconds since 1970-01-01T00:00:00Z, in the years 1 to 9999',
  accepts: (value) => isIntegerWithin(value, FIRST_INSTANT, LAST_INSTANT),
  rowValue: (instant) => new Date(instant),
  ndjson: (instant) => `"${new Date(instant).toISOString()}"`,
  parquet: {
    physical: 'INT64',
    logical: 'TIMESTAMP_MILLIS',
    repeats: false,
    plain: plainInt64s,
    extremes: numberExtremes,
  },
  postgres: { type: 'timestamp without time zone', fields: timestampFields },
  sql: 'timestamp',
  glue: 'timestamp',
};
