import { DAY_MS } from '../model/calendar-date.ts';
import type { ColumnType } from '../model/table.ts';

/** How one column type is checked, and what it is called elsewhere. */
export interface ColumnTypeRules {
  /** What a value of a batch must be, for the error that says so. */
  readonly expected: string;
  /** Whether a value of a batch is of this type. */
  readonly accepts: (value: unknown) => boolean;
  /** Name of the type in parquetjs-lite. */
  readonly parquet: 'UTF8' | 'INT64' | 'DOUBLE' | 'BOOLEAN' | 'DATE' | 'TIMESTAMP_MILLIS';
  /** Name of the type in the SQL of DuckDB and Athena alike. */
  readonly sql: 'varchar' | 'bigint' | 'double' | 'boolean' | 'date' | 'timestamp';
}

/** 0001-01-01 and 9999-12-31, in days since 1970-01-01. */
const MIN_DAY = -719_162;
const MAX_DAY = 2_932_896;

/**
 * The rules of every column type. The one place where the values of batches, Parquet and SQL meet.
 *
 * Dates and timestamps stay within the years 1 to 9999, which every engine can write down.
 */
export const columnTypes: Readonly<Record<ColumnType, ColumnTypeRules>> = {
  string: {
    expected: 'text without lone surrogates',
    accepts: (value) => typeof value === 'string' && value.isWellFormed(),
    parquet: 'UTF8',
    sql: 'varchar',
  },
  integer: {
    expected: 'a whole number between -(2^53 - 1) and 2^53 - 1',
    accepts: (value) => Number.isSafeInteger(value),
    parquet: 'INT64',
    sql: 'bigint',
  },
  double: {
    expected: 'a finite number',
    accepts: (value) => Number.isFinite(value),
    parquet: 'DOUBLE',
    sql: 'double',
  },
  boolean: {
    expected: 'true or false',
    accepts: (value) => typeof value === 'boolean',
    parquet: 'BOOLEAN',
    sql: 'boolean',
  },
  date: {
    expected: 'whole days since 1970-01-01, in the years 1 to 9999',
    accepts: (value) => isWholeNumber(value, MIN_DAY, MAX_DAY),
    parquet: 'DATE',
    sql: 'date',
  },
  timestamp: {
    expected: 'whole milliseconds since 1970-01-01T00:00:00Z, in the years 1 to 9999',
    accepts: (value) => isWholeNumber(value, MIN_DAY * DAY_MS, (MAX_DAY + 1) * DAY_MS - 1),
    parquet: 'TIMESTAMP_MILLIS',
    sql: 'timestamp',
  },
};

function isWholeNumber(value: unknown, min: number, max: number): boolean {
  return Number.isInteger(value) && (value as number) >= min && (value as number) <= max;
}
