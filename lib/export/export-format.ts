import { sqlText } from '../duckdb/sql-text.ts';

/** How an export is written, and each format's compressions, the default first. */
export const exportCompressions = {
  parquet: ['zstd', 'snappy', 'gzip', 'none'],
  csv: ['none', 'gzip', 'zstd'],
} as const;

/** How files of an export are written. */
export type ExportFormat = keyof typeof exportCompressions;

/** How files of an export are compressed. */
export type ExportCompression = (typeof exportCompressions)[ExportFormat][number];

/** How an export is written. */
export interface ExportStyle {
  readonly format: ExportFormat;
  /** One that the format has. */
  readonly compression: ExportCompression;
  /** Between fields of CSV. Default: a comma. */
  readonly separator?: string;
}

const ENDINGS: Readonly<Record<ExportCompression, string>> = {
  none: '',
  gzip: '.gz',
  zstd: '.zst',
  // Only inside Parquet.
  snappy: '',
};

/**
 * The end of the name of a file: readers tell the format and the compression by it.
 *
 * @example
 * extensionOf({ format: 'parquet', compression: 'zstd' }) // => '.parquet'
 * extensionOf({ format: 'csv', compression: 'gzip' }) // => '.csv.gz'
 */
export function extensionOf({ format, compression }: ExportStyle): string {
  return format === 'csv' ? `.csv${ENDINGS[compression]}` : '.parquet';
}

/**
 * What stands in the parentheses of DuckDB's `COPY`. CSV has a header, times with milliseconds as
 * queries print them, nothing for NULL and `""` for a text without characters.
 * https://duckdb.org/docs/stable/sql/statements/copy
 *
 * @example
 * copyOptions({ format: 'parquet', compression: 'none' }) // => 'FORMAT parquet, COMPRESSION uncompressed'
 */
export function copyOptions({ format, compression, separator = ',' }: ExportStyle): string {
  if (format === 'parquet') {
    return `FORMAT parquet, COMPRESSION ${compression === 'none' ? 'uncompressed' : compression}`;
  }
  const times = sqlText('%Y-%m-%d %H:%M:%S.%g');
  return `FORMAT csv, HEADER, DELIMITER ${sqlText(separator)}, TIMESTAMPFORMAT ${times}, COMPRESSION ${compression}`;
}
