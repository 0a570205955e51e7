import type { LandedTable } from '../../lib/catalog/local-catalog.ts';
import { pypiRows } from '../../lib/generate/pypi/pypi-rows.ts';
import type { Batch } from '../../lib/model/batch.ts';
import { periodRange, periodStart } from '../../lib/model/period.ts';
import type { RawValue } from '../../lib/model/raw-rows.ts';
import { type PypiDownload, pypiDownloads } from '../../lib/tables/pypi-downloads.ts';
import { aDay } from '../land/orders-inbox.ts';
import { landed } from './landed-events.ts';

/** Rows of downloads by day. What a row does not say is null. */
export type Downloads = Readonly<Record<string, readonly Partial<PypiDownload>[]>>;

/** Writes the Parquet file of each day of downloads below a folder. */
export function landedDownloads(folder: string, days: Downloads): Promise<LandedTable> {
  const batches = Object.entries(days).map(([day, rows]): [string, Batch] => [
    day,
    Object.fromEntries(
      pypiDownloads.columns.map(({ name }) => [
        name,
        rows.map((row) => (name === 'timestamp' ? periodStart(aDay(day)) : (row[name] ?? null))),
      ]),
    ),
  ]);
  return landed(folder, Object.fromEntries(batches), pypiDownloads);
}

/** Generated downloads of the days from one on, and before another. */
export function generatedDownloads(from: string, to: string): Downloads {
  const names = pypiDownloads.columns
    .map(({ name }) => name)
    .filter((name) => name !== 'timestamp');
  const made = pypiRows({ project: 'duckdb', seed: 'hourlake', downloads: 150, dirt: 0 });
  const rowsOf = (day: string) =>
    [...made.rows(aDay(day), names)].flatMap(({ length, columns }) =>
      Array.from({ length }, (_, row) =>
        Object.fromEntries(names.map((name, at) => [name, landedValue(columns[at]?.[row])])),
      ),
    );
  return Object.fromEntries(periodRange(aDay(from), aDay(to)).map((day) => [day, rowsOf(day)]));
}

/** Records are JSON. */
function landedValue(value: RawValue | undefined): unknown {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}
