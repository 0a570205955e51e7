/**
 * The environment variables that Hourlake knows. Each stands for an option of the command line,
 * which takes precedence. An empty one counts as not set.
 */
export const environment = {
  /** URL of the lake; `--lake`. */
  lake: 'HOURLAKE_LAKE',
  /** AWS account that owns the bucket of the lake; `--bucket-owner`. */
  bucketOwner: 'HOURLAKE_BUCKET_OWNER',
  /** Glue database that a run registers its periods in; `--database`. */
  database: 'HOURLAKE_DATABASE',
  /** Glue crawler that is started after a run; `--crawler`. */
  crawler: 'HOURLAKE_CRAWLER',
  /** Athena workgroup that has the saved queries; `--workgroup`. */
  workgroup: 'HOURLAKE_WORKGROUP',
  /** Folder with DuckDB's extensions, for machines that cannot download them; `--duckdb-extensions`. */
  duckdbExtensions: 'HOURLAKE_DUCKDB_EXTENSIONS',
  /** Names of the jobs to run, separated by spaces; `--job`. */
  jobs: 'HOURLAKE_JOBS',
  /** Web origins that are asked in place of others: `https://api.spotify.com=http://127.0.0.1:4700`; `--origin`. */
  origins: 'HOURLAKE_ORIGINS',
  /** Settings of jobs, separated by spaces: `fake-accounts.seed=demo`; `--set`. */
  set: 'HOURLAKE_SET',
  /** Where the key of the bronze layer is kept, such as `file:bronze.key`, never the key; `--key`. */
  key: 'HOURLAKE_KEY',
  /**
   * URL of the PostgreSQL database that periods are delivered to, or where it is kept, such as
   * `file:postgres.url`; `--to` of `deliver`, `--db` of `query`.
   */
  postgres: 'HOURLAKE_POSTGRES',
  /** Host and port of an emulator of BigQuery, as Google's own clients name it; no login then. */
  bigQueryEmulator: 'BIGQUERY_EMULATOR_HOST',
  /** First day of a range, as data pipelines for PyPI name it; `--from` of `backfill`. */
  firstDay: 'START_DATE',
  /** The day before which a range ends; `--to` of `backfill`. */
  endDay: 'END_DATE',
  /** Project in Google Cloud that pays for queries of BigQuery; `--billing-project`. */
  billingProject: 'GCP_PROJECT',
  /** Most bytes that BigQuery may read for one period; `--most-bytes`. */
  mostBytes: 'HOURLAKE_MOST_BYTES',
  /** Table that is exported; `--table` of `export`. This and the next three are those of older pipelines. */
  exportTable: 'TABLE_NAME',
  /** Bucket that is exported to; `--to` of `export`. */
  exportBucket: 'S3_PATH',
  /** Column that years, months and days are taken from; `--timestamp` of `export`. */
  exportTimestamp: 'TIMESTAMP_COLUMN',
  /** Where `export` writes: `local` for the folder of `--to`, `s3` for the bucket, or `local,s3` for both. */
  exportDestination: 'DESTINATION',
  /** Folder of Spark, as Spark itself names it; `--spark-home`. */
  sparkHome: 'SPARK_HOME',
  /** What time it is, for tests and demonstrations: an instant such as `2026-11-20T14:05:00Z`; `--now`. */
  now: 'HOURLAKE_NOW',
} as const;
