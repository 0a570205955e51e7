/**
 * A table of BigQuery as plain data: where it is, how it is divided into days or hours, and where its columns
 * are. It is what a person writes in the file of a job; `bigQueryDataOf` says what is wrong with it.
 */
export interface BigQueryData {
  /** The table or view, with its project: `bigquery-public-data.pypi.file_downloads`. */
  readonly from: string;
  /**
   * Path of the TIMESTAMP that the table is partitioned by, and that decides which period a row belongs to:
   * `timestamp`. BigQuery reads, and bills, the partitions of the period only.
   */
  readonly time: string;
  /**
   * Paths of columns that have another name in BigQuery or lie in a record, by column:
   * `{ details_python: 'details.python' }`. A record becomes JSON; the `shape` of its column in the contract
   * says which members it has. Default: each column is the field of its own name.
   */
  readonly fields?: Readonly<Record<string, string>>;
  /**
   * Values that rows must have, by the path of the field: `{ country_code: 'BR' }`. They are parameters of
   * the query, never part of its text. Default: all rows.
   */
  readonly where?: Readonly<Record<string, string | number | boolean>>;
  /** Location of the dataset. Default: {@link LOCATION}. */
  readonly location?: string;
  /**
   * Most bytes that one period may be billed. More fails the capture before it runs. Default:
   * {@link MOST_BYTES}.
   */
  readonly mostBytes?: number;
  /** US dollars for 2^40 bytes. Default: {@link DOLLARS_PER_TIB}. */
  readonly dollarsPerTib?: number;
  /**
   * Hours after the end of a period for which BigQuery may still add rows to it: it is captured when the
   * table was written to later than that. Default: {@link SETTLES_AFTER_HOURS}.
   */
  readonly settlesAfterHours?: number;
  /** Whether a period without rows lands, as an empty file. Default: `false`, it fails the capture. */
  readonly mayBeEmpty?: boolean;
}

/** Where public datasets are, and every dataset that was created without a location. */
export const LOCATION = 'US';

/** 100 GiB, about 0.61 US dollars. */
export const MOST_BYTES = 100 * 1024 ** 3;

/** On-demand price in the location US, November 2026: https://cloud.google.com/bigquery/pricing */
export const DOLLARS_PER_TIB = 6.25;

/** A quarter of a day: most pipelines have caught up by then. */
export const SETTLES_AFTER_HOURS = 6;
