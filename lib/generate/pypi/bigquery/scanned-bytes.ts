import { DAY_MS } from '../../../model/calendar-date.ts';
import { dayOfWeek } from '../days/daily-level.ts';
import type { DownloadsQuery } from './read-query.ts';

/**
 * Mean bytes of each column in a row of the public table: 2 and the characters of a text, 8 of an instant,
 * 1 of a boolean, none of a null (https://cloud.google.com/bigquery/pricing#data). Approximate.
 */
const COLUMN_BYTES: Readonly<Record<string, number>> = {
  timestamp: 8,
  country_code: 4,
  url: 135,
  project: 14,
  file_filename: 52,
  file_project: 14,
  file_version: 8,
  file_type: 13,
  details_installer_name: 5,
  details_installer_version: 8,
  details_python: 8,
  details_implementation_name: 9,
  details_implementation_version: 8,
  details_distro: 44,
  details_system_name: 7,
  details_system_release: 22,
  details_cpu: 8,
  details_openssl_version: 14,
  details_setuptools_version: 4,
  details_rustc_version: 0.3,
  details_ci: 0.3,
  tls_protocol: 9,
  tls_cipher: 26,
};

/** Rows of all projects on a weekday. The real table has this order of magnitude, and grows every year. */
const ROWS_OF_WEEKDAY = 1_000_000_000;

/** Rows of a day of the weekend, relative to a weekday. */
const ON_WEEKENDS = 0.72;

/** Columns that every query reads, because it filters by them. */
const FILTERED = ['timestamp', 'project'];

/** BigQuery bills whole MiB, and at least ten of them for each table. */
const MIB = 1024 ** 2;
const LEAST_BILLED = 10 * MIB;

/**
 * Share of the bytes of a dry run that is processed in the end. The table is clustered by project, and
 * BigQuery skips blocks of other projects, which a dry run cannot foresee.
 */
const AFTER_CLUSTERS = 0.05;

/**
 * Bytes that a dry run reports. The table is partitioned by day, so that each day in the range counts in full.
 * Eight columns of a day are about 80 GB, as in the real table.
 *
 * @example
 * dryRunBytes({ columns: [], from: 0, to: 3_600_000, project: 'duckdb' }) // => 22000000000
 */
export function dryRunBytes({ columns, from, to }: DownloadsQuery): number {
  const read = new Set([...FILTERED, ...columns.map(({ column }) => column)]);
  const width = [...read].reduce((sum, column) => sum + (COLUMN_BYTES[column] ?? 0), 0);
  let rows = 0;
  for (let day = Math.floor(from / DAY_MS); day < to / DAY_MS; day += 1) {
    rows += dayOfWeek(day) % 6 === 0 ? ROWS_OF_WEEKDAY * ON_WEEKENDS : ROWS_OF_WEEKDAY;
  }
  return Math.round(rows * width);
}

/**
 * Bytes that a query processes when it runs.
 *
 * @param estimated by {@link dryRunBytes}
 */
export function processedBytes(estimated: number): number {
  return Math.round(estimated * AFTER_CLUSTERS);
}

/**
 * Bytes that are billed for processed bytes.
 *
 * @example
 * billedBytes(1) // => 10485760
 */
export function billedBytes(processed: number): number {
  return Math.max(LEAST_BILLED, Math.ceil(processed / MIB) * MIB);
}
