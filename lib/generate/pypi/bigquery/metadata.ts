import type { JsonValue } from '../../../model/json-row.ts';
import { type Day, HOUR_MS, periodEnd } from '../../../model/period.ts';
import { type DownloadField, downloadFields } from './downloads-schema.ts';
import { DOWNLOADS_LOCATION } from './query-jobs.ts';

/** Hours after the end of the day at which the table was last written to. */
const HOURS_LATE = 8;

/** When the table was made. */
const CREATED = Date.UTC(2020, 9, 1);

/** Rows of the whole table: a fixed number. */
const TABLE_ROWS = 1_500_000_000_000;

const dataset = { projectId: 'bigquery-public-data', datasetId: 'pypi' };

/**
 * The resource of the dataset or of its table; `undefined` for anything else.
 *
 * @param path `bigquery-public-data/pypi`, or longer with `tables/file_downloads`
 * @param day last day of which the table has rows
 * @example
 * metadataOf('bigquery-public-data/other', '2026-11-20') // => undefined
 */
export function metadataOf(path: string, day: Day): JsonValue | undefined {
  if (path === 'bigquery-public-data/pypi') {
    return {
      kind: 'bigquery#dataset',
      id: 'bigquery-public-data:pypi',
      datasetReference: dataset,
      location: DOWNLOADS_LOCATION,
    };
  }
  if (path !== 'bigquery-public-data/pypi/tables/file_downloads') return undefined;
  return {
    kind: 'bigquery#table',
    id: 'bigquery-public-data:pypi.file_downloads',
    tableReference: { ...dataset, tableId: 'file_downloads' },
    type: 'TABLE',
    location: DOWNLOADS_LOCATION,
    schema: { fields: downloadFields.map(fieldResource) },
    timePartitioning: { type: 'DAY', field: 'timestamp' },
    clustering: { fields: ['project'] },
    numRows: String(TABLE_ROWS),
    creationTime: String(CREATED),
    lastModifiedTime: String(periodEnd(day) + HOURS_LATE * HOUR_MS),
  };
}

/** Describes a field as the API does. */
export function fieldResource({ name, type, mode, fields }: DownloadField): JsonValue {
  return {
    name,
    type,
    mode,
    ...(fields !== undefined && { fields: fields.map(fieldResource) }),
  };
}
