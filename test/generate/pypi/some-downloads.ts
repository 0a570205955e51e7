import { dayOfDate } from '../../../lib/generate/pypi/days/knots.ts';
import {
  type PypiRows,
  type PypiRowsOptions,
  pypiRows,
} from '../../../lib/generate/pypi/pypi-rows.ts';
import { type Day, periodFromIndex, type TimedPeriod } from '../../../lib/model/period.ts';
import { type RawValue, rawRow } from '../../../lib/model/raw-rows.ts';
import { pypiDownloads } from '../../../lib/tables/pypi-downloads.ts';

/** Names of all columns of the table of downloads. */
export const allColumns: readonly string[] = pypiDownloads.columns.map(({ name }) => name);

/** A generator of downloads of DuckDB, unless something else is asked for. */
export function someDownloads(options: Partial<PypiRowsOptions> = {}): PypiRows {
  return pypiRows({ project: 'duckdb', seed: 'hourlake', downloads: 1000, dirt: 0, ...options });
}

/** A day by its date. */
export function dayOf(date: string): Day {
  return periodFromIndex('day', dayOfDate(date));
}

/** The days from a date on. */
export function daysFrom(date: string, count: number): Day[] {
  return Array.from({ length: count }, (_, offset) =>
    periodFromIndex('day', dayOfDate(date) + offset),
  );
}

/** The rows of a period as objects. */
export function rowsOf(
  downloads: PypiRows,
  period: TimedPeriod,
  columns: readonly string[] = allColumns,
): Record<string, RawValue>[] {
  return [...downloads.rows(period, columns)].flatMap((piece) =>
    Array.from({ length: piece.length }, (_, row) => rawRow(piece, row)),
  );
}

/** The values of a column in some periods. */
export function valuesOf(
  downloads: PypiRows,
  periods: readonly TimedPeriod[],
  column: string,
): RawValue[] {
  return periods.flatMap((period) =>
    [...downloads.rows(period, [column])].flatMap(({ columns }) => columns[0] ?? []),
  );
}

/** The share of the values that fulfil a condition, from 0 to 1. */
export function shareOf<Value>(
  values: readonly Value[],
  fulfils: (value: Value) => boolean,
): number {
  return values.filter(fulfils).length / values.length;
}
